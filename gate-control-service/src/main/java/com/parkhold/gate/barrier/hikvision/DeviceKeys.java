package com.parkhold.gate.barrier.hikvision;

import com.parkhold.gate.settings.DeviceSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The devices' user names and passwords: from a mounted properties file ({@code HOST=user:password}, {@code *} for any
 * other host), that is read anew for each connection and each refusal, so that a password can be changed without a
 * restart. Gate documents never carry them.
 */
@Component
class DeviceKeys {

    private static final Logger log = LoggerFactory.getLogger(DeviceKeys.class);
    private static final String ANY_HOST = "*";

    private final String file;

    DeviceKeys(DeviceSettings settings) {
        file = settings.keysFile();
    }

    Optional<Credentials> of(String host) {
        if (file.isBlank()) {
            return Optional.empty();
        }
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            keys.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            log.error("The devices' keys cannot be read from {}: {}", file, unreadable.getMessage());
            return Optional.empty();
        }
        return Optional.ofNullable(keys.getProperty(host))
                .or(() -> Optional.ofNullable(keys.getProperty(ANY_HOST)))
                .filter(entry -> entry.indexOf(':') > 0)
                .map(entry -> new Credentials(
                        entry.substring(0, entry.indexOf(':')), entry.substring(entry.indexOf(':') + 1)));
    }
}
