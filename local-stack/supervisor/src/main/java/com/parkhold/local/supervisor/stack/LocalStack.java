package com.parkhold.local.supervisor.stack;

import com.parkhold.local.supervisor.ParkDirectory;
import com.parkhold.local.supervisor.Settings;
import com.parkhold.local.supervisor.image.Application;
import com.parkhold.local.supervisor.image.Images;
import com.parkhold.local.supervisor.part.Part;
import com.parkhold.local.supervisor.postgres.Databases;
import com.parkhold.local.supervisor.postgres.PostgresServer;
import com.parkhold.local.supervisor.process.HealthCheck;
import com.parkhold.local.supervisor.process.StopSignal;
import com.parkhold.local.supervisor.redis.RedisServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Everything that runs, in an order in which each part comes after what it needs. */
public final class LocalStack {
    private static final int SMALL_HEAP = 96;
    private static final int SERVICE_HEAP = 256;
    private static final int BROKER_HEAP = 384;

    private final Settings settings;
    private final Ports ports;
    private final ParkDirectory directory;
    private final Secrets secrets;
    private final List<Lane> lanes;
    private final ServiceEnvironment serviceEnvironment;
    private final JavaParts java;
    private final HttpClient client;

    public LocalStack(Settings settings, HttpClient client, Clock clock) throws IOException {
        this.settings = settings;
        this.ports = settings.ports();
        this.directory = settings.directory();
        this.client = client;
        this.secrets = Secrets.in(directory.secrets());
        this.lanes = Lanes.of(ports, Ports.http(Service.GATE.port(ports)), secrets.cameraSecret());
        this.serviceEnvironment = new ServiceEnvironment(ports, directory, secrets);
        this.java = new JavaParts(settings, new Images(directory.runtime(), settings.java(), clock));
    }

    public List<Lane> lanes() {
        return lanes;
    }

    public List<Part> parts() throws IOException {
        List<Part> parts =
                new ArrayList<>(List.of(postgres(), redis(), kafka(), issuer(), mailbox(), stripe(), lane()));
        for (Service service : Service.values()) {
            parts.add(service(service));
        }
        parts.add(relay());
        return List.copyOf(parts);
    }

    private Part postgres() {
        PostgresServer server = new PostgresServer(directory.runtime(), directory.data("postgres"), ports.postgres());
        Databases databases = new Databases(ports.postgres());
        return new Part(
                "postgres",
                List.of(ports.postgres()),
                List.of(),
                server::prepare,
                databases.health(),
                databases::createMissing,
                StopSignal.INTERRUPT);
    }

    private Part redis() {
        RedisServer server = new RedisServer(directory.runtime(), directory.data("redis"), ports.redis());
        return new Part(
                "redis",
                List.of(ports.redis()),
                List.of(),
                progress -> server.prepare(),
                HealthCheck.tcp(ports.redis()));
    }

    private Part kafka() {
        Path data = directory.data("kafka");
        Map<String, String> environment = Map.of(
                "KAFKA_PORT", Integer.toString(ports.kafka()),
                "KAFKA_CONTROLLER_PORT", Integer.toString(ports.kafkaController()),
                "PARKHOLD_DATA_DIR", data.toString());
        Application application = Application.plain(
                "kafka", module("local-stack/kafka"), "local-stack-kafka", "com.parkhold.local.kafka.Broker");
        return new Part(
                "kafka",
                List.of(ports.kafka(), ports.kafkaController()),
                List.of(),
                java.rehearsing(application, BROKER_HEAP, environment, "rehearse"),
                HealthCheck.tcp(ports.kafka()).andExists(data.resolve("ready")));
    }

    private Part relay() {
        Map<String, String> environment = Map.of(
                "RELAY_DATABASES",
                String.join(",", Databases.WITH_OUTBOX),
                "RELAY_POSTGRES_HOST",
                "127.0.0.1",
                "RELAY_POSTGRES_PORT",
                Integer.toString(ports.postgres()),
                "RELAY_POSTGRES_USER",
                Databases.RELAY_ROLE,
                "RELAY_POSTGRES_PASSWORD",
                Databases.PASSWORD,
                "RELAY_KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + ports.kafka(),
                "PARKHOLD_DATA_DIR",
                directory.data("relay").toString(),
                "SERVER_PORT",
                Integer.toString(ports.relay()));
        Application application = Application.plain(
                "relay", module("local-stack/relay"), "local-stack-relay", "com.parkhold.local.relay.Relay");
        return new Part(
                "relay",
                List.of(ports.relay()),
                List.of("postgres", "kafka"),
                java.rehearsing(application, SERVICE_HEAP, environment, "rehearse"),
                http(ports.relay(), "/health"));
    }

    private Part issuer() {
        Map<String, String> environment = Map.of(
                "SERVER_PORT", Integer.toString(ports.issuer()),
                "SERVER_ADDRESS", "127.0.0.1",
                "PARKHOLD_ISSUER_URI", serviceEnvironment.issuerUri(),
                "PARKHOLD_DATA_DIR", directory.data("issuer").toString());
        Application application = Application.boot("issuer", module("local-stack/issuer"), "local-stack-issuer");
        return new Part(
                "issuer",
                List.of(ports.issuer()),
                List.of(),
                java.boot(application, SERVICE_HEAP, environment),
                http(ports.issuer(), "/actuator/health/readiness"));
    }

    private Part mailbox() {
        return simulator(
                "mailbox",
                "com.parkhold.local.mailbox.Mailbox",
                List.of(ports.mailbox(), ports.smtp()),
                Map.of("SMTP_PORT", Integer.toString(ports.smtp())));
    }

    private Part stripe() {
        return simulator(
                "stripe",
                "com.parkhold.local.stripe.StripeSimulator",
                List.of(ports.stripe()),
                Map.of(
                        "STRIPE_WEBHOOK_URL", Ports.http(ports.gateway()) + "/v1/payments/webhook",
                        "STRIPE_WEBHOOK_SECRET", secrets.stripeWebhookSecret(),
                        "STRIPE_API_KEY", secrets.stripeApiKey(),
                        "PARKHOLD_PUBLIC_STRIPE_URL", Ports.http(ports.stripe())));
    }

    private Part lane() throws IOException {
        Path file = Files.createDirectories(directory.data("lanes")).resolve("lanes.json");
        Files.write(file, JsonMapper.builder().build().writeValueAsBytes(lanes));
        List<Integer> listening = new ArrayList<>(List.of(ports.laneControl()));
        lanes.forEach(lane -> listening.add(lane.modbusPort()));
        return simulator(
                "lanes", "com.parkhold.local.lanes.LaneSimulator", listening, Map.of("LANES_FILE", file.toString()));
    }

    private Part simulator(String name, String mainClass, List<Integer> listening, Map<String, String> own) {
        Map<String, String> environment = new java.util.TreeMap<>(own);
        environment.put("PORT", Integer.toString(listening.getFirst()));
        environment.put("PARKHOLD_DATA_DIR", directory.data(name).toString());
        Application application =
                Application.plain(name, module("local-stack/simulators"), "local-stack-simulators", mainClass);
        return new Part(
                name,
                listening,
                List.of(),
                java.plain(application, SMALL_HEAP, environment),
                http(listening.getFirst(), "/health"));
    }

    private Part service(Service service) {
        List<Integer> listening = service == Service.GATEWAY
                ? List.of(ports.gateway(), ports.gatewayManagement())
                : List.of(service.port(ports));
        return new Part(
                service.module(),
                listening,
                service.hasDatabase() ? List.of("postgres", "redis", "kafka") : List.of("redis"),
                java.boot(
                        Application.boot(service.module(), module(service.module()), service.module()),
                        SERVICE_HEAP,
                        serviceEnvironment.of(service)),
                http(service.managementPort(ports), "/actuator/health/readiness"));
    }

    private HealthCheck http(int port, String path) {
        return HealthCheck.http(client, Ports.http(port) + path);
    }

    private Path module(String path) {
        return settings.repository().resolve(path);
    }
}
