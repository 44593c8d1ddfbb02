package com.parkhold.gate.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the gate is set to.
 *
 * @param cameraSecret key of the cameras' address tokens
 * @param cameraUrl the address that cameras push to
 * @param dataDir where journal and copies lie; must survive a restart
 * @param qrVerifyKeysFile JWK set that verifies QR tickets; empty where there are none
 * @param barrierHosts the hosts at which controllers may stand; an entry may end in {@code *}
 * @param budgets how long each rung of the ladder may take
 * @param oneCar reads of one plate in one lane within this time are one car
 * @param passageTimeout how long a car that was let through may take to reach the passage loop
 */
@ConfigurationProperties("parkhold.gate")
public record GateSettings(
        String cameraSecret,
        String cameraUrl,
        Path dataDir,
        @DefaultValue("") String qrVerifyKeysFile,
        String inventoryUrl,
        String sessionUrl,
        String reservationUrl,
        @DefaultValue("127.0.0.1") List<String> barrierHosts,
        @DefaultValue Budgets budgets,
        @DefaultValue("10s") Duration oneCar,
        @DefaultValue("20s") Duration passageTimeout) {

    /**
     * Time budgets; together they stay under the 200 ms in which a driver gets an answer.
     *
     * @param database L0
     * @param claim L1
     * @param assignment asking inventory for a spot
     * @param settlement asking session what a stay costs
     * @param paymentPage how long it has to say where a car pays that owes money and has to pay here; the decision does
     *     not wait for it, but such a car stays for this long without a page
     */
    public record Budgets(
            @DefaultValue("60ms") Duration database,
            @DefaultValue("25ms") Duration claim,
            @DefaultValue("70ms") Duration assignment,
            @DefaultValue("90ms") Duration settlement,
            @DefaultValue("800ms") Duration paymentPage) {}
}
