package com.parkhold.gate.plate;

/** Characters that plate cameras take for one another, each mapped to one of its group. */
final class Confusables {

    private Confusables() {}

    static char canonical(char character) {
        return switch (character) {
            case 'O', 'Q', 'D' -> '0';
            case 'I' -> '1';
            case 'B' -> '8';
            case 'S' -> '5';
            case 'Z' -> '2';
            case 'G' -> '6';
            default -> character;
        };
    }
}
