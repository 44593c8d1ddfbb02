package com.parkhold.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns in line: the first two to the left, numbers to the right. */
public final class Table {

    private static final int TO_THE_LEFT = 2;

    private Table() {}

    /** @param rows all of one length, the first one the headings */
    public static String of(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> cell(row.get(column), widths[column], column < TO_THE_LEFT))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String cell(String text, int width, boolean toTheLeft) {
        String space = " ".repeat(width - text.length());
        return toTheLeft ? text + space : space + text;
    }
}
