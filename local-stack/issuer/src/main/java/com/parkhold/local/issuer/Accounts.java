package com.parkhold.local.issuer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The accounts of the demo. A few people are named; gates, services and further drivers follow a pattern,
 * so that a new lane or a test's own driver needs no registration.
 */
@Component
public class Accounts {

    private static final Pattern GATE = Pattern.compile("gate:([\\w.-]{1,64}):([\\w.-]{1,64})");
    private static final Pattern DRIVER = Pattern.compile("driver:([\\w.-]{1,64})");
    private static final Pattern SERVICE = Pattern.compile("svc-[a-z0-9-]{1,64}");

    private static final Map<String, Account> PEOPLE = Stream.of(
                    Account.person("alice", "driver", List.of()),
                    Account.person("bob", "driver", List.of()),
                    Account.person("olga", "operator", List.of("lot-123", "lot-venue")),
                    Account.person("otto", "operator", List.of("lot-small")),
                    Account.person("admin", "admin", List.of()))
            .collect(Collectors.toUnmodifiableMap(Account::id, Function.identity()));

    /** The account that signs in as {@code id}; empty if there is none. */
    public Optional<Account> find(String id) {
        Account person = PEOPLE.get(id);
        if (person != null) {
            return Optional.of(person);
        }
        Matcher gate = GATE.matcher(id);
        if (gate.matches()) {
            return Optional.of(Account.gate(id, gate.group(1), gate.group(2)));
        }
        Matcher driver = DRIVER.matcher(id);
        if (driver.matches()) {
            return Optional.of(Account.person(id, driver.group(1), "driver", List.of()));
        }
        return SERVICE.matcher(id).matches() ? Optional.of(Account.service(id)) : Optional.empty();
    }
}
