package com.parkhold.gate.keeping.web;

/** A request that is about the lanes of a lot. */
record LaneRequest(Kind kind, String lotId) {

    /** Who asks. */
    enum Kind {
        /** A camera, or whoever pushes in its place. */
        PUSH(ReadBody.LARGEST_PUSH),
        OPERATOR(ReadBody.LARGEST_OF_OPERATORS),
        /** One whose lane has a barrier of ours. */
        GATE_CLIENT(ReadBody.LARGEST_OF_OPERATORS);

        private final int largest;

        Kind(int largest) {
            this.largest = largest;
        }

        /** How much it may send, in bytes. */
        int largest() {
            return largest;
        }
    }

    /** Whether asking twice does nothing twice, and a car waits for the answer. */
    boolean isOfACar() {
        return kind != Kind.OPERATOR;
    }
}
