package com.parkhold.noshow;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** The deadlines. */
public interface Deadlines extends JpaRepository<Deadline, DeadlineId> {

    List<Deadline> findTop500ByStatusAndDueAtBeforeOrderByDueAt(DeadlineStatus status, Instant before);
}
