package com.parkhold.payment;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Leads whoever follows the display's address to the page on which a stay is paid at the exit. */
@Component
public class ShowingExitPage {

    private final ExitPages pages;
    private final AdvancingExitPages advancing;
    private final Clock clock;

    ShowingExitPage(ExitPages pages, AdvancingExitPages advancing, Clock clock) {
        this.pages = pages;
        this.advancing = advancing;
        this.clock = clock;
    }

    /** Where a stay is paid now; empty where there is nothing to pay and never was. */
    public Optional<Page> page(String sessionId) {
        List<ExitPage> all = pages.ofSession(sessionId);
        Optional<ExitPage> live = ExitPage.live(all);
        if (live.isEmpty()) {
            return all.isEmpty() ? Optional.empty() : Optional.of(closed(all));
        }
        if (isFresh(live.get())) {
            return Optional.of(pageOf(live.get()));
        }
        try {
            advancing.advance(live.get().reservationId());
        } catch (ProviderAwayException away) {
            return Optional.of(new Page.NotYet());
        }
        List<ExitPage> now = pages.ofSession(sessionId);
        return ExitPage.live(now).map(ShowingExitPage::pageOf).or(() -> Optional.of(closed(now)));
    }

    /** Whether what is known of it is enough for a driver: whoever has the address may ask as often as they like. */
    private boolean isFresh(ExitPage live) {
        return live.status() == ExitPage.Status.OPEN
                && !live.closing()
                && !clock.instant().isAfter(live.answeredAt().plus(PayingAtExit.LOOK_EVERY));
    }

    private static Page pageOf(ExitPage live) {
        String url = live.checkoutUrl();
        return url == null || live.closing() ? new Page.NotYet() : new Page.At(url);
    }

    private static Page closed(List<ExitPage> all) {
        return ExitPage.settledUntil(all) == null
                ? new Page.Closed()
                : new Page.Paid(all.getLast().reservationId());
    }

    /** Where a driver is sent who follows the display's address. */
    public sealed interface Page {

        /** The provider's page. */
        record At(String url) implements Page {}

        /** It is being opened; asking again is safe. */
        record NotYet() implements Page {}

        record Paid(String reservationId) implements Page {}

        /** Nothing can be paid there any more. */
        record Closed() implements Page {}
    }
}
