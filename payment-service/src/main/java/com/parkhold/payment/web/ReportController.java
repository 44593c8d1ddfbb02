package com.parkhold.payment.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.payment.ledger.LotReport;
import com.parkhold.payment.ledger.Reports;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A lot's money, for whoever runs the lot. */
@RestController
class ReportController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Reports reports;
    private final Clock clock;

    ReportController(Reports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @GetMapping("/v1/operator/lots/{lotId}/reports")
    ResponseEntity<Object> report(
            Caller caller,
            @PathVariable String lotId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String timeZone,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        if (!caller.operates(lotId)) {
            return Problem.forbidden("Only an operator of this lot may see its report.")
                    .asResponse();
        }
        ReportPeriod period = ReportPeriod.of(from, to, timeZone, clock.instant());
        LotReport report = reports.of(lotId, period.from(), period.to(), period.zone());
        return wantsCsv(format, accept)
                ? ResponseEntity.ok()
                        .contentType(CSV)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"report-%s.csv\"".formatted(lotId.replaceAll("[^\\w.-]", "_")))
                        .body(ReportAnswer.from(report).csv())
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(ReportAnswer.from(report));
    }

    private static boolean wantsCsv(@Nullable String format, @Nullable String accept) {
        if (format != null) {
            return switch (format) {
                case "csv" -> true;
                case "json" -> false;
                default ->
                    throw Problem.badField("format", "UNKNOWN", "One of json and csv.")
                            .asException();
            };
        }
        return accept != null && List.of(accept.split("[,;]", -1)).stream().anyMatch("text/csv"::equalsIgnoreCase);
    }
}
