package com.parkhold.system.audit;

import com.parkhold.system.audit.Finding.Tally;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What must hold once nothing is under way any more.
 *
 * @param name for people
 * @param rule checks the evidence, thing by thing
 */
record Invariant(String name, BiConsumer<Evidence, Tally> rule) {

    static List<Invariant> all() {
        return Stream.of(MoneyInvariants.all(), RoomInvariants.all(), GateInvariants.all(), EventInvariants.all())
                .flatMap(List::stream)
                .toList();
    }

    Finding judge(Evidence evidence) {
        Tally tally = new Tally(name);
        rule.accept(evidence, tally);
        return tally.finding();
    }
}
