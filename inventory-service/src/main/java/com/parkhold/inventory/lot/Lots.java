package com.parkhold.inventory.lot;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The lots as they are now. */
public interface Lots extends Repository<Lot, String> {

    /** Locks the lot for a change: two operators' changes happen one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select lot from Lot lot where lot.lotId = :lotId")
    Optional<Lot> lock(String lotId);

    Lot saveAndFlush(Lot lot);

    boolean existsById(String lotId);

    @Query("select lot from Lot lot order by lot.lotId")
    List<Lot> all();

    @Query("select lot from Lot lot where lot.lotId in :lotIds order by lot.lotId")
    List<Lot> withIds(Iterable<String> lotIds);
}
