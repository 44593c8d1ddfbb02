package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.Spot;
import java.util.Optional;

/** Says where a car that stands at an entry is to park. */
public interface Spots {

    /** Empty when none can be had within the budget; never slower than that. */
    Optional<Spot> assign(Pass pass);

    /** Where the class's spots are, as far as is known. */
    Optional<Spot> zone(String lotId, String spotClass);
}
