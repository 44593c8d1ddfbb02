package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.Transition.Ignored;
import com.parkhold.inventory.ledger.Transition.Moved;
import com.parkhold.inventory.ledger.Transition.Rejected;

/** Where a hold stands. This is the one transition function; the matrix of it is in the build's hold.md. */
public enum HoldState {
    /** Nothing was ever heard of it. */
    NONE,
    /** Room is kept until the payment is certain. */
    HELD,
    /** Paid: room is kept until the car has left or nobody came. */
    BOOKED,
    /** The car stands in the lot. */
    INSIDE,
    /** The car has left; what was unused of its room is free again. */
    OUT,
    /** It has no room, perhaps never had: a hold that comes after its release is refused. */
    RELEASED;

    /** What a signal means in this state. */
    public Transition on(HoldSignal signal) {
        return switch (signal) {
            case HOLD ->
                switch (this) {
                    case NONE -> new Moved(HELD);
                    case HELD, BOOKED, INSIDE -> new Ignored();
                    case OUT -> new Rejected(Reason.ENDED);
                    case RELEASED -> new Rejected(Reason.RELEASED);
                };
            case HOLD_AGAIN ->
                switch (this) {
                    case NONE, RELEASED -> new Moved(HELD);
                    case HELD, BOOKED, INSIDE -> new Ignored();
                    case OUT -> new Rejected(Reason.ENDED);
                };
            case CONFIRM ->
                switch (this) {
                    case NONE, HELD, RELEASED -> new Moved(BOOKED);
                    case BOOKED, INSIDE, OUT -> new Ignored();
                };
            case CONFIRM_LATE ->
                switch (this) {
                    case NONE, HELD -> new Moved(BOOKED);
                    case BOOKED, INSIDE, OUT, RELEASED -> new Ignored();
                };
            case RELEASE ->
                switch (this) {
                    case NONE, HELD, BOOKED -> new Moved(RELEASED);
                    case INSIDE -> new Rejected(Reason.CAR_INSIDE);
                    case OUT, RELEASED -> new Ignored();
                };
            case RELEASE_LATE ->
                switch (this) {
                    case NONE, HELD -> new Moved(RELEASED);
                    case BOOKED, INSIDE, OUT, RELEASED -> new Ignored();
                };
            case ENTER ->
                switch (this) {
                    case NONE, HELD, BOOKED, RELEASED -> new Moved(INSIDE);
                    case INSIDE, OUT -> new Ignored();
                };
            case VOID_ENTRY ->
                switch (this) {
                    case INSIDE -> new Moved(BOOKED);
                    case NONE, HELD, BOOKED, OUT, RELEASED -> new Ignored();
                };
            case OVERSTAY ->
                switch (this) {
                    case INSIDE -> new Moved(INSIDE);
                    case NONE, HELD, BOOKED, OUT, RELEASED -> new Ignored();
                };
            case AMEND ->
                switch (this) {
                    case HELD, BOOKED, INSIDE -> new Moved(this);
                    case NONE -> new Rejected(Reason.UNKNOWN_HOLD);
                    case OUT -> new Rejected(Reason.ENDED);
                    case RELEASED -> new Rejected(Reason.RELEASED);
                };
            case LEAVE ->
                switch (this) {
                    case HELD, BOOKED, INSIDE -> new Moved(OUT);
                    case NONE, OUT, RELEASED -> new Ignored();
                };
        };
    }

    /** Whether the ledger counts it. */
    public boolean hasRoom() {
        return switch (this) {
            case HELD, BOOKED, INSIDE, OUT -> true;
            case NONE, RELEASED -> false;
        };
    }
}
