package com.parkhold.inventory.operating;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.inventory.ledger.ResizingClasses.Shortage;
import java.util.List;

/** What came of an operator's change of a lot. */
public sealed interface Change {

    /** @param made whether the lot is new */
    record Done(LotDocument lot, boolean made) implements Change {}

    /** There is such a lot already. */
    record Exists() implements Change {}

    /** There is no such lot. */
    record Unknown() implements Change {}

    /** It does not fit the lot as it is. */
    record Unfit(List<FieldProblem> problems) implements Change {}

    /** Spots are to go on which cars stand or to which some are to come. */
    record SpotsInUse(int spots) implements Change {}

    /** More is booked than would be left. */
    record Booked(List<Shortage> shortages) implements Change {}
}
