package com.parkhold.local.supervisor.stack;

import com.parkhold.local.supervisor.ParkDirectory;
import com.parkhold.local.supervisor.postgres.Databases;
import java.util.Map;
import java.util.TreeMap;

/** What each service is given: the variables of {@code docs/architecture.md}, and nothing that is local only. */
final class ServiceEnvironment {
    private final Ports ports;
    private final ParkDirectory directory;
    private final Secrets secrets;
    private final Databases databases;

    ServiceEnvironment(Ports ports, ParkDirectory directory, Secrets secrets) {
        this.ports = ports;
        this.directory = directory;
        this.secrets = secrets;
        this.databases = new Databases(ports.postgres());
    }

    Map<String, String> of(Service service) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("SERVER_PORT", Integer.toString(service.port(ports)));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("PARKHOLD_ISSUER_URI", issuerUri());
        environment.put("PARKHOLD_JWKS_URI", issuerUri() + "/oauth2/jwks");
        environment.put("PARKHOLD_TOKEN_URI", issuerUri() + "/oauth2/token");
        addresses(environment);
        if (service.hasDatabase()) {
            environment.put("SPRING_DATASOURCE_URL", databases.jdbcUrl(service.database()));
            environment.put("SPRING_DATASOURCE_USERNAME", service.database());
            environment.put("SPRING_DATASOURCE_PASSWORD", Databases.PASSWORD);
            environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
            environment.put("PARKHOLD_INSTANCE", service.module() + "-1");
            environment.put("PARKHOLD_CLIENT_ID", service.clientId());
            environment.put("PARKHOLD_CLIENT_SECRET", "local-" + service.clientId());
        }
        environment.putAll(own(service));
        return environment;
    }

    String issuerUri() {
        return Ports.http(ports.issuer());
    }

    private void addresses(Map<String, String> environment) {
        environment.put("PARKHOLD_RESERVATION_URL", address(Service.RESERVATION));
        environment.put("PARKHOLD_INVENTORY_URL", address(Service.INVENTORY));
        environment.put("PARKHOLD_PAYMENT_URL", address(Service.PAYMENT));
        environment.put("PARKHOLD_GATE_URL", address(Service.GATE));
        environment.put("PARKHOLD_SESSION_URL", address(Service.SESSION));
    }

    private Map<String, String> own(Service service) {
        Map<String, String> redis = Map.of(
                "SPRING_DATA_REDIS_HOST", "127.0.0.1", "SPRING_DATA_REDIS_PORT", Integer.toString(ports.redis()));
        Map<String, String> own = new TreeMap<>();
        switch (service) {
            case GATEWAY -> {
                own.putAll(redis);
                own.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.gatewayManagement()));
                own.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
            }
            case INVENTORY -> own.putAll(redis);
            case RESERVATION ->
                own.put("PARKHOLD_QR_SIGNING_KEY_FILE", secrets.qrSigningKey().toString());
            case PAYMENT -> {
                own.put("PARKHOLD_PUBLIC_URL", Ports.http(ports.gateway()));
                own.put("STRIPE_API_BASE", Ports.http(ports.stripe()));
                own.put("STRIPE_API_KEY", secrets.stripeApiKey());
                own.put("STRIPE_WEBHOOK_SECRETS", secrets.stripeWebhookSecret());
            }
            case GATE -> {
                own.putAll(redis);
                own.put("PARKHOLD_CAMERA_URL", address(Service.GATE));
                own.put("PARKHOLD_CAMERA_SECRET", secrets.cameraSecret());
                own.put("PARKHOLD_DATA_DIR", directory.data(service.module()).toString());
                own.put("PARKHOLD_QR_VERIFY_KEYS_FILE", secrets.qrVerifyKeys().toString());
                own.put("PARKHOLD_DEVICE_KEYS_FILE", secrets.deviceKeys().toString());
            }
            case NOTIFICATION -> {
                own.put("SPRING_MAIL_HOST", "127.0.0.1");
                own.put("SPRING_MAIL_PORT", Integer.toString(ports.smtp()));
            }
            case SESSION, NOSHOW -> {}
        }
        return own;
    }

    private String address(Service service) {
        return Ports.http(service.port(ports));
    }
}
