package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.testing.TestIssuer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What stays for years hides nothing of today. */
class ManyExceptionsIT extends ReportedTest {

    private final String lot = "lot-" + reservation;

    @Test
    void showsTheNewestOfEachKindAndHowManyThereAre() {
        jdbc.sql("""
                        insert into debt (session_id, reservation_id, lot_id, user_id, amount_minor, currency, reason, incurred_at)
                        select :lot || '-' || day, :lot, :lot, 'alice', 900, 'USD', 'CARD_DECLINED', now() - day * interval '1 day'
                        from generate_series(1, 600) as days (day)""").param("lot", lot).update();
        jdbc.sql("""
                        insert into dispute (id, intent_id, reservation_id, lot_id, status, reason, amount_minor, currency, opened_at,
                            updated_at)
                        values ('dp_' || :lot, 'pi_none', :lot, :lot, 'lost', 'fraudulent', 900, 'USD', now(), now())""").param("lot", lot).update();

        JsonNode answer = get("/v1/operator/lots/" + lot + "/reports/exceptions", TestIssuer.operator("olga", lot));

        List<String> subjects = answer.path("exceptions")
                .valueStream()
                .map(found -> found.path("subject").asString())
                .toList();
        assertThat(subjects).hasSize(101).startsWith("dp_" + lot, lot + "-1", lot + "-2");
        assertThat(answer.path("exceptionCounts").path("DEBT").asInt()).isEqualTo(600);
        assertThat(answer.path("exceptionCounts").path("DISPUTE_LOST").asInt()).isOne();
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from debt where lot_id = :lot").param("lot", lot).update();
        jdbc.sql("delete from dispute where lot_id = :lot").param("lot", lot).update();
    }
}
