package com.parkhold.benchmarks.holds;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.LotDocument.SpotClass;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.inventory.InventoryApplication;
import com.parkhold.inventory.availability.Availability;
import com.parkhold.inventory.ledger.Hold;
import com.parkhold.inventory.ledger.HoldingRoom;
import com.parkhold.inventory.ledger.Outcome;
import com.parkhold.inventory.ledger.RecountingRoom;
import com.parkhold.inventory.ledger.RoomQueue.Reply;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.ledger.Slots;
import com.parkhold.inventory.ledger.TimeWindow;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.LotVersions;
import com.parkhold.inventory.operating.Change;
import com.parkhold.inventory.operating.ConfiguringLot;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * inventory-service as it is, with its jobs, asked below HTTP: hold, outbox and idempotency in its batches, and the price
 * for the answer. Only Kafka's consumers are not started, for nothing is to be consumed.
 */
final class Product implements Strategy {

    static final String NAME = "product";

    private static final String CLASS = "SUV";

    private final ConfigurableApplicationContext service;
    private final HoldingRoom holding;
    private final LotVersions versions;
    private final Instant day;

    /** @param arguments more of them, as on a command line */
    Product(String jdbcUrl, int redisPort, String... arguments) {
        this(jdbcUrl, redisPort, _ -> {}, arguments);
    }

    /** @param change what is to be otherwise than in the shipped service */
    Product(
            String jdbcUrl,
            int redisPort,
            ApplicationContextInitializer<ConfigurableApplicationContext> change,
            String... arguments) {
        String[] all = Stream.concat(arguments(jdbcUrl, redisPort), Stream.of(arguments))
                .toArray(String[]::new);
        service = new SpringApplicationBuilder(InventoryApplication.class, DoingNothing.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .initializers(change)
                .run(all);
        holding = service.getBean(HoldingRoom.class);
        versions = service.getBean(LotVersions.class);
        day = service.getBean(Clock.class)
                .instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(30));
    }

    /** The first instant of the day that is asked for. */
    Instant day() {
        return day;
    }

    private static Stream<String> arguments(String jdbcUrl, int redisPort) {
        return Stream.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.datasource.url=" + jdbcUrl,
                "--spring.datasource.username=" + Servers.USER,
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + redisPort,
                "--spring.kafka.listener.auto-startup=false",
                "--spring.kafka.admin.auto-create=false",
                "--logging.level.root=warn");
    }

    /** Where the service listens on loopback. */
    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
    }

    /** What the service knows as the database's rows. */
    JdbcClient jdbc() {
        return service.getBean(JdbcClient.class);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean checksRoom() {
        return true;
    }

    @Override
    public void prepare(Setting setting) {
        ConfiguringLot configuring = service.getBean(ConfiguringLot.class);
        for (String lotId : setting.lotIds()) {
            if (!(configuring.open(lot(lotId, setting.capacity()), "benchmark") instanceof Change.Done)) {
                throw new IllegalStateException("Lot " + lotId + " could not be opened");
            }
        }
    }

    @Override
    public Answer hold(Stay stay) {
        TimeWindow window = new TimeWindow(instant(stay.from()), instant(stay.until()));
        return switch (holding.hold(new Placing(stay.lotId(), stay.reservationId(), CLASS, null, window, false))) {
            case Reply.Decided(Outcome.Applied(Hold hold)) -> priced(hold);
            case Reply.Decided(Outcome.AlreadyApplied(Hold hold)) -> priced(hold);
            case Reply.Decided(Outcome.Refused _) -> Answer.FULL;
            case Reply.Busy(), Reply.Late() -> Answer.UNANSWERED;
        };
    }

    @Override
    public Recount recount(Setting setting) {
        String[] lots = setting.lotIds().toArray(String[]::new);
        JdbcClient jdbc = jdbc();
        long stored = jdbc.sql("select count(*) from hold where lot_id = any(:lots)")
                .param("lots", lots)
                .query(Long.class)
                .single();
        long oversold = jdbc.sql("""
            select coalesce(sum(greatest(taken - :capacity, 0)), 0)::bigint
            from (select lot_id, slot, count(*) as taken from hold, generate_series(
                    start_at, occupied_until - interval '15 minutes', interval '15 minutes') slot
                  where lot_id = any(:lots) and state <> 'RELEASED' group by lot_id, slot) cells\
            """)
                .param("capacity", setting.capacity())
                .param("lots", lots)
                .query(Long.class)
                .single();
        RecountingRoom recounting = service.getBean(RecountingRoom.class);
        long drifted = setting.lotIds().stream()
                .mapToLong(lotId -> recounting.recount(lotId).drifted())
                .sum();
        return new Recount(stored, oversold, drifted);
    }

    @Override
    public void close() {
        service.close();
    }

    /** The price is part of what a driver is told, so it is part of what a hold costs. */
    private Answer priced(Hold hold) {
        Hold.Room room = hold.knownRoom();
        versions.of(hold.lotId(), room.lotVersion()).quote(room.start(), room.end(), room.spotClass());
        return Answer.HELD;
    }

    /** How much room the service shows for a stay. */
    int free(Stay stay) {
        TimeWindow window = new TimeWindow(instant(stay.from()), instant(stay.until()));
        LotVersion lot = versions.recent(stay.lotId()).orElseThrow();
        return service.getBean(Availability.class)
                .of(lot, window, CLASS)
                .getFirst()
                .free();
    }

    Instant instant(int slot) {
        return Slots.startOf(Slots.slotOf(day) + slot);
    }

    private static LotDocument lot(String lotId, int spots) {
        return new LotDocument(
                lotId,
                "Lot " + lotId,
                null,
                "America/New_York",
                "USD",
                null,
                List.of(new SpotClass(CLASS, "B1", spots)),
                Tariff.of("HOURLY", new BigDecimal("6.00"), Map.of(), new BigDecimal("40.00"), null),
                Policies.defaults());
    }
}
