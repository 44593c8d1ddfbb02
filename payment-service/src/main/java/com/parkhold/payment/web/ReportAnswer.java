package com.parkhold.payment.web;

import com.parkhold.payment.ledger.LotReport;
import com.parkhold.payment.ledger.LotReport.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A lot's report as JSON, or as CSV of its days. Amounts are decimals in the currency beside them. */
record ReportAnswer(String lotId, Instant from, Instant to, String timeZone, List<Day> days, List<Total> totals) {

    record Day(
            LocalDate date,
            String currency,
            BigDecimal captured,
            BigDecimal refunded,
            BigDecimal credits,
            BigDecimal overstayCharges,
            BigDecimal net,
            int captureCount,
            int refundCount,
            int creditCount,
            int overstayChargeCount,
            BigDecimal creditUsed,
            BigDecimal disputed,
            int disputeCount) {}

    record Total(
            String currency,
            BigDecimal captured,
            BigDecimal refunded,
            BigDecimal credits,
            BigDecimal overstayCharges,
            BigDecimal net,
            int captureCount,
            int refundCount,
            int creditCount,
            int overstayChargeCount,
            BigDecimal creditUsed,
            BigDecimal disputed,
            int disputeCount) {}

    static ReportAnswer from(LotReport report) {
        return new ReportAnswer(
                report.lotId(),
                report.from(),
                report.to(),
                report.zone().getId(),
                report.days().stream().map(ReportAnswer::day).toList(),
                report.totals().stream().map(ReportAnswer::total).toList());
    }

    String csv() {
        String header = "date,currency,captured,refunded,credits,overstayCharges,net,captureCount,refundCount,"
                + "creditCount,overstayChargeCount,creditUsed,disputed,disputeCount\r\n";
        return header + days.stream().map(ReportAnswer::row).collect(Collectors.joining());
    }

    private static String row(Day day) {
        return Stream.of(
                        day.date,
                        day.currency,
                        day.captured,
                        day.refunded,
                        day.credits,
                        day.overstayCharges,
                        day.net,
                        day.captureCount,
                        day.refundCount,
                        day.creditCount,
                        day.overstayChargeCount,
                        day.creditUsed,
                        day.disputed,
                        day.disputeCount)
                .map(cell -> cell instanceof BigDecimal amount ? amount.toPlainString() : cell.toString())
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static Day day(LotReport.Day day) {
        Total total = total(day.line());
        return new Day(
                day.date(),
                total.currency,
                total.captured,
                total.refunded,
                total.credits,
                total.overstayCharges,
                total.net,
                total.captureCount,
                total.refundCount,
                total.creditCount,
                total.overstayChargeCount,
                total.creditUsed,
                total.disputed,
                total.disputeCount);
    }

    private static Total total(Line line) {
        return new Total(
                line.currency(),
                line.money(line.capturedMinor()).decimal(),
                line.money(line.refundedMinor()).decimal(),
                line.money(line.creditedMinor()).decimal(),
                line.money(line.overstayMinor()).decimal(),
                line.net().decimal(),
                line.captures(),
                line.refunds(),
                line.credits(),
                line.overstays(),
                line.money(line.creditUsedMinor()).decimal(),
                line.money(line.disputedMinor()).decimal(),
                line.disputes());
    }
}
