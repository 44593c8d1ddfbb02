package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.payment.notice.ForgettingNotices;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The provider's events name drivers: they go once nobody can need them. */
class ForgettingNoticesIT extends ServiceTest {

    @Autowired
    ForgettingNotices forgetting;

    @Autowired
    PaymentSettings settings;

    @Test
    void forgetsWhatWasFollowedUpLongAgoAndNothingElse() {
        Duration kept = settings.noticesKept();
        notice("old", kept.plusDays(1), true);
        notice("young", kept.minusDays(1), true);
        jdbc.sql("""
                        insert into provider_notice (event_id, type, happened_at, found_by, payload, received_at, due_at, outcome, worked_at)
                        select :name || number, 'payout.paid', now(), 'WEBHOOK', '{}', now() - interval '1 year', now(), 'UNRELATED', now()
                        from generate_series(1, 2500) as numbers (number)""").param("name", reservation + "-many-").update();
        notice("open", kept.plusDays(1), false);

        assertThat(forgetting.forget()).isEqualTo(2_501);

        assertThat(left()).containsExactlyInAnyOrder(reservation + "-young", reservation + "-open");
        assertThat(forgetting.forget()).isZero();
    }

    /** Nobody works on one that is due in a year. */
    private void notice(String name, Duration age, boolean isWorkedOn) {
        jdbc.sql("""
                        insert into provider_notice (event_id, type, happened_at, found_by, payload, received_at, due_at, outcome, worked_at)
                        values (:id, 'payout.paid', now(), 'WEBHOOK', '{}', now() - :age * interval '1 second', now() + interval '1 year',
                            case when :worked then 'UNRELATED' end, case when :worked then now() end)""")
                .param("id", reservation + "-" + name)
                .param("age", age.toSeconds())
                .param("worked", isWorkedOn)
                .update();
    }

    private List<String> left() {
        return jdbc.sql("select event_id from provider_notice where event_id like :name")
                .param("name", reservation + "-%")
                .query((row, _) -> row.getString(1))
                .list();
    }

    @AfterEach
    void forgetTheRest() {
        jdbc.sql("delete from provider_notice where event_id like :name")
                .param("name", reservation + "-%")
                .update();
    }
}
