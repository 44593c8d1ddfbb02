package com.parkhold.gate.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient a lane's self-test is.
 *
 * @param readable until the controller answers and every input has been read
 * @param rest how long nothing may be on a loop of the empty lane
 * @param contact until the lifting contact closes, and, once the pulse is over, until it opens
 * @param arm until the arm is where it belongs
 * @param driveOver until something has been driven over all loops, unless the operator says otherwise
 */
@ConfigurationProperties("parkhold.gate.commissioning")
public record CommissioningSettings(
        @DefaultValue("5s") Duration readable,
        @DefaultValue("2s") Duration rest,
        @DefaultValue("2s") Duration contact,
        @DefaultValue("30s") Duration arm,
        @DefaultValue("2m") Duration driveOver) {

    /** The same with other patience for the drive. */
    public CommissioningSettings drivingWithin(Duration patience) {
        return new CommissioningSettings(readable, rest, contact, arm, patience);
    }

    /** After this long a test is over in any case. */
    public Duration longest() {
        return readable.plus(rest)
                .plus(contact.multipliedBy(2))
                .plus(arm.multipliedBy(2))
                .plus(driveOver)
                .plusSeconds(30);
    }
}
