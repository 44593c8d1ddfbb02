package com.parkhold.inventory.spot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Chooses spots a while before their stays start. Several instances share the work by passing over each other's. */
@Component
class AssigningAhead {

    private static final Logger log = LoggerFactory.getLogger(AssigningAhead.class);

    private static final int MOST_ROUNDS = 40;

    private final AssigningSpots assigning;

    AssigningAhead(AssigningSpots assigning) {
        this.assigning = assigning;
    }

    @Scheduled(fixedDelayString = "${parkhold.spot.assign-every}")
    void assignWhatIsDue() {
        try {
            int rounds = 0;
            while (assigning.assignDue() == AssigningSpots.MOST_AT_ONCE && rounds < MOST_ROUNDS) {
                rounds++;
            }
        } catch (RuntimeException failure) {
            log.warn("Spots could not be assigned and are tried again: {}", failure.toString());
        }
    }
}
