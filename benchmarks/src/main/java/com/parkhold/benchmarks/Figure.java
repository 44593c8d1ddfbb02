package com.parkhold.benchmarks;

/** One measured number, named for machines. */
public record Figure(String name, double value, String unit) {

    /** Refuses what JSON cannot say. */
    public Figure {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is not a number");
        }
    }
}
