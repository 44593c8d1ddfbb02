package com.parkhold.system.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a service's own settings, with those that all services share, read from the environment.
 *
 * @param placeholders every variable that is read
 * @param needed those without which the service does not start
 */
record Settings(Set<String> placeholders, Set<String> needed) {
    private static final String SHARED = "common-lib/src/main/resources/parkhold-defaults.yml";

    static Settings of(String service) {
        String text = own(service) + (service.equals("gateway-service") ? "" : Repository.text(SHARED));
        Set<String> all = new TreeSet<>(Repository.matches("\\$\\{([A-Z][A-Z0-9_]*)[:}]", text));
        return new Settings(all, Repository.matches("\\$\\{([A-Z][A-Z0-9_]*)}", text));
    }

    private static String own(String service) {
        StringBuilder text = new StringBuilder();
        Path resources = Repository.file(service + "/src/main/resources");
        if (Files.isDirectory(resources)) {
            Repository.filesIn(resources).stream()
                    .filter(file -> file.getFileName().toString().matches("application.*\\.ya?ml"))
                    .forEach(file -> text.append(Repository.text(file)));
        }
        return text.toString();
    }
}
