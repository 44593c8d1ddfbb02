package com.parkhold.local.supervisor.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Names the content of jars: the names, sizes and checksums of their entries. Two builds of the same sources have the same
 * key although their times differ, and only the jars' directories are read, which is quick.
 */
final class ContentKey {
    private static final int DIGITS = 16;

    private ContentKey() {}

    static String of(List<Path> jars) throws IOException {
        MessageDigest digest = sha256();
        for (Path jar : jars) {
            digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                zip.stream()
                        .filter(entry -> !entry.isDirectory())
                        .sorted(Comparator.comparing(ZipEntry::getName))
                        .map(entry -> entry.getName() + ' ' + entry.getSize() + ' ' + entry.getCrc() + '\n')
                        .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
