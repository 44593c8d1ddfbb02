package com.parkhold.inventory;

import com.parkhold.inventory.ledger.AmendingHold;
import com.parkhold.inventory.ledger.ChangingHolds;
import com.parkhold.inventory.ledger.HoldingRoom;
import com.parkhold.inventory.ledger.Holds;
import com.parkhold.inventory.operating.ChangingSpot;
import com.parkhold.inventory.operating.PlanningSpot;
import com.parkhold.inventory.spot.AssigningSpots;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** The use cases of one process. */
record ServiceInstance(
        HoldingRoom holding,
        ChangingHolds changing,
        Holds holds,
        AmendingHold amending,
        AssigningSpots assigning,
        ChangingSpot changingSpot,
        PlanningSpot planning,
        TransactionTemplate transactions) {
    static ServiceInstance of(ApplicationContext context) {
        return new ServiceInstance(
                context.getBean(HoldingRoom.class),
                context.getBean(ChangingHolds.class),
                context.getBean(Holds.class),
                context.getBean(AmendingHold.class),
                context.getBean(AssigningSpots.class),
                context.getBean(ChangingSpot.class),
                context.getBean(PlanningSpot.class),
                context.getBean(TransactionTemplate.class));
    }
}
