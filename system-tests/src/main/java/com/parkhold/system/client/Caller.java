package com.parkhold.system.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.parkhold.system.client.Documents.Availability;
import com.parkhold.system.client.Documents.Booking;
import com.parkhold.system.client.Documents.BookingRequest;
import com.parkhold.system.client.Documents.Cancellation;
import com.parkhold.system.client.Documents.CheckIn;
import com.parkhold.system.client.Documents.CheckOut;
import com.parkhold.system.client.Documents.GateRequest;
import com.parkhold.system.client.Documents.Reservation;
import com.parkhold.system.client.Documents.Vehicle;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody at the public interface. The typed calls are patient: they repeat themselves, under the same key, while a
 * part is away; {@link #send} asks once.
 */
public final class Caller {

    private final Wire wire;
    private final URI base;
    private final @Nullable String token;

    Caller(Wire wire, URI base, @Nullable String token) {
        this.wire = wire;
        this.base = base;
        this.token = token;
    }

    public Availability availability(String lotId, Instant start, Instant end, String vehicleType) {
        return get("/v1/lots/%s/availability?startTime=%s&endTime=%s&vehicleType=%s"
                        .formatted(lotId, start, end, URLEncoder.encode(vehicleType, UTF_8)))
                .as(Availability.class);
    }

    public Booking book(BookingRequest request, String key) {
        return post("/v1/reservations", request, key).expect(201).as(Booking.class);
    }

    public Reservation reservation(String id) {
        return get("/v1/reservations/" + id).as(Reservation.class);
    }

    public Cancellation cancel(String id) {
        return post("/v1/reservations/" + id + "/cancel", Map.of(), "cancel-" + id)
                .expect(200)
                .as(Cancellation.class);
    }

    public Vehicle register(String userId, Vehicle vehicle) {
        return post("/v1/users/" + userId + "/vehicles", vehicle, "vehicle-" + vehicle.vehicleId())
                .expect(201)
                .as(Vehicle.class);
    }

    public void remove(String userId, Vehicle vehicle) {
        wire.sendPatiently(request("DELETE", "/v1/users/" + userId + "/vehicles/" + vehicle.vehicleId(), null))
                .expect(204, 404);
    }

    public CheckIn checkIn(GateRequest request, String key) {
        return post("/v1/gates/check-in", request, key).expect(200).as(CheckIn.class);
    }

    public CheckOut checkOut(GateRequest request, String key) {
        return post("/v1/gates/check-out", request, key).expect(200).as(CheckOut.class);
    }

    /** Any document of an operator. */
    public JsonNode look(String path) {
        return get(path).json();
    }

    /** What the lot's lanes say of themselves, as its operator sees it. */
    public JsonNode gates(String lotId) {
        return look("/v1/operator/lots/" + lotId + "/gates");
    }

    /** Writes an operator's document. */
    public JsonNode put(String path, Object document) {
        return wire.sendPatiently(request("PUT", path, Json.write(document)))
                .expect(200, 201)
                .json();
    }

    /** Posts under a key, patiently. */
    public Answer post(String path, Object document, String key) {
        return wire.sendPatiently(request("POST", path, Json.write(document)).header("Idempotency-Key", key));
    }

    /** Asks once, with exactly these headers. */
    public Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = request(method, path, body);
        headers.forEach(request::setHeader);
        return wire.send(request);
    }

    private Answer get(String path) {
        return wire.sendPatiently(request("GET", path, null)).expect(200);
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String body) {
        BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).method(method, content);
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        return request;
    }
}
