package com.parkhold.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The real PostgreSQL, Redis and Kafka and an issuer of tokens for integration tests, started once per test JVM: from
 * Testcontainers where a Docker engine answers, from embedded binaries where none does.
 *
 * <p>Use in a test class: {@code @DynamicPropertySource static void servers(DynamicPropertyRegistry registry) {
 * TestServers.register(registry, "inventory"); }}.
 */
public final class TestServers {

    private static final Map<String, PostgresServer.Database> DATABASES = new ConcurrentHashMap<>();

    private TestServers() {}

    /**
     * Points a service at the servers.
     *
     * @param database is made when it is first asked for; the same name leads to the same database
     */
    public static void register(DynamicPropertyRegistry registry, String database) {
        PostgresServer.Database own = database(database);
        registry.add("spring.datasource.url", own::jdbcUrl);
        registry.add("spring.datasource.username", own::user);
        registry.add("spring.datasource.password", own::password);
        registry.add("spring.kafka.bootstrap-servers", KafkaServer::bootstrapServers);
        registry.add("spring.data.redis.host", RedisTestServer::host);
        registry.add("spring.data.redis.port", RedisTestServer::port);
        registry.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", TestIssuer::uri);
        registry.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", () -> TestIssuer.uri() + "/oauth2/jwks");
        registry.add("parkhold.token-uri", () -> TestIssuer.uri() + "/oauth2/token");
        registry.add("parkhold.client-id", () -> "svc-test");
        registry.add("parkhold.client-secret", () -> "secret");
    }

    /** A database of its own on the one PostgreSQL server. */
    public static PostgresServer.Database database(String name) {
        return DATABASES.computeIfAbsent(name, PostgresServer::create);
    }

    /** The same by the server's own role, who may publish it and subscribe to others. */
    public static PostgresServer.Database databaseAsAdmin(String name) {
        return PostgresServer.asAdmin(database(name));
    }

    /** Kafka's bootstrap servers. */
    public static String kafka() {
        return KafkaServer.bootstrapServers();
    }

    /** Redis, as host:port. */
    public static String redis() {
        return RedisTestServer.host() + ":" + RedisTestServer.port();
    }
}
