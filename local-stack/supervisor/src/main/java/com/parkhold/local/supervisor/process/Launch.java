package com.parkhold.local.supervisor.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a process is started.
 *
 * @param command the program and its arguments
 * @param environment all of its environment besides {@code PATH}, {@code HOME} and the locale: nothing leaks in from the
 *     shell of whoever typed {@code ./park up}
 * @param directory its working directory
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory) {
    private static final int FINGERPRINT_DIGITS = 16;

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The same for the same launch: tells whether a running process is still the one that is wanted. */
    public String fingerprint() {
        String text = String.join("\0", command) + "\0\0" + new TreeMap<>(environment) + "\0\0" + directory;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A builder with exactly this environment. */
    public ProcessBuilder toBuilder() {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> inherited = Map.copyOf(builder.environment());
        builder.environment().clear();
        for (String name : List.of("PATH", "HOME", "USER", "TMPDIR")) {
            String value = inherited.get(name);
            if (value != null) {
                builder.environment().put(name, value);
            }
        }
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder;
    }
}
