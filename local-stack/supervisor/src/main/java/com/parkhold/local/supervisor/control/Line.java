package com.parkhold.local.supervisor.control;

/** What the daemon streams while it carries out a request: lines of progress, and one that says how it ended. */
final class Line {
    private static final String PROGRESS = "| ";
    private static final String SUCCESS = "= ";
    private static final String FAILURE = "! ";

    private Line() {}

    static String progress(String text) {
        return PROGRESS + text;
    }

    static String success() {
        return SUCCESS;
    }

    static String failure(String text) {
        return FAILURE + text;
    }

    static boolean isProgress(String line) {
        return line.startsWith(PROGRESS);
    }

    static boolean isSuccess(String line) {
        return line.startsWith(SUCCESS);
    }

    static boolean isFailure(String line) {
        return line.startsWith(FAILURE);
    }

    static String text(String line) {
        return line.substring(PROGRESS.length());
    }
}
