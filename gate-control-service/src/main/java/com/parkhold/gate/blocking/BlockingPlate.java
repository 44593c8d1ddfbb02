package com.parkhold.gate.blocking;

import com.parkhold.gate.plate.Plate;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Blocks plates and frees them again; in force on this machine when it returns, on others a moment later. */
@Service
public class BlockingPlate {

    private final BlockedPlates blocked;
    private final BlockingAudit audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    BlockingPlate(BlockedPlates blocked, BlockingAudit audit, TransactionOperations transactions, Clock clock) {
        this.blocked = blocked;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Blocks a plate; one that is blocked already gets the new reason. */
    public BlockedPlate block(String lotId, Plate plate, String actor, String reason) {
        BlockedPlate block = new BlockedPlate(lotId, plate, reason, actor, clock.instant());
        transactions.executeWithoutResult(_ -> {
            blocked.store(block);
            audit.blocked(block);
        });
        blocked.refresh();
        return block;
    }

    /** Frees a plate; false if it was not blocked. */
    public boolean free(String lotId, Plate plate, String actor) {
        boolean freed = Boolean.TRUE.equals(transactions.execute(_ -> {
            boolean removed = blocked.remove(lotId, plate);
            if (removed) {
                audit.freed(lotId, plate, actor, clock.instant());
            }
            return removed;
        }));
        blocked.refresh();
        return freed;
    }
}
