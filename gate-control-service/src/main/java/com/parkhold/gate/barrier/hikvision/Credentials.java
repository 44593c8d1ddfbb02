package com.parkhold.gate.barrier.hikvision;

/** Who we are to a device; never written out. */
record Credentials(String user, String password) {

    /** Refuses a name that would break out of the header it stands in. */
    Credentials {
        if (user.chars().anyMatch(letter -> letter == '"' || letter == '\\' || letter < ' ')) {
            throw new IllegalArgumentException("a device's user has no quotes, backslashes or control characters");
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
