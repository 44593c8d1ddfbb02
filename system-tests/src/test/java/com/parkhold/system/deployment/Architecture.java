package com.parkhold.system.deployment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What docs/architecture.md says about processes, ports and variables: the tables are read from the page. */
final class Architecture {
    private static final int PORT_BASE = 8080;
    private static final String PAGE = Repository.text("docs/architecture.md");

    static final List<String> SERVICES = List.of(
            "gateway-service",
            "reservation-service",
            "inventory-service",
            "payment-service",
            "gate-control-service",
            "session-service",
            "noshow-worker",
            "notification-service");

    private Architecture() {}

    static int port(String service) {
        return ports(service).getFirst();
    }

    /** Where its health is asked: the gateway keeps its management away from its public port. */
    static int managementPort(String service) {
        return ports(service).getLast();
    }

    private static List<Integer> ports(String service) {
        List<Integer> ports = rows("| offset | process |")
                .filter(row -> row.get(1).equals(service))
                .map(row -> PORT_BASE + Integer.parseInt(row.getFirst()))
                .toList();
        if (ports.isEmpty()) {
            throw new IllegalStateException("no port is named for " + service);
        }
        return ports;
    }

    /** Every variable that the page names. */
    static Set<String> variables() {
        Set<String> variables = new TreeSet<>();
        variableRows().forEach(row -> variables.addAll(names(row.getFirst())));
        return variables;
    }

    /** The variables that a service must be given; "who calls them" is told by the placeholders of its own settings. */
    static Set<String> variablesOf(String service) {
        Set<String> placeholders = Settings.of(service).placeholders();
        Set<String> variables = new TreeSet<>();
        variableRows().forEach(row -> {
            String who = row.get(1);
            for (String name : names(row.getFirst())) {
                if (who.equals("who calls them") ? placeholders.contains(name) : isMeant(service, who)) {
                    variables.add(name);
                }
            }
        });
        return variables;
    }

    static Set<String> topics() {
        return Repository.matches("(?m)^\\| `([a-z-]+\\.v\\d+)`", PAGE);
    }

    private static boolean isMeant(String service, String who) {
        return switch (who) {
            case "all" -> true;
            case "all but the gateway" -> !service.equals("gateway-service");
            default -> Arrays.stream(who.split(", ", -1)).anyMatch(name -> service.startsWith(name + "-"));
        };
    }

    /** {@code `A_B`, `_C`} means {@code A_B} and {@code A_C}. */
    private static List<String> names(String cell) {
        List<String> names = new ArrayList<>();
        for (String part : cell.split(",", -1)) {
            String name = part.strip().replace("`", "");
            if (name.startsWith("_")) {
                String first = names.getFirst();
                name = first.substring(0, first.lastIndexOf('_')) + name;
            }
            names.add(name);
        }
        return names;
    }

    private static Stream<List<String>> variableRows() {
        return rows("| variable | who |");
    }

    private static Stream<List<String>> rows(String heading) {
        int start = PAGE.indexOf(heading);
        if (start < 0) {
            throw new IllegalStateException("the page has no table " + heading);
        }
        return PAGE.substring(start)
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList());
    }
}
