package com.parkhold.gate.lane.messaging;

import com.parkhold.common.contract.LotConfigured;
import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.LotDocument.SpotClass;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.gate.lane.KnownLots;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears of lots. */
@Component
class LotEvents {

    private final Inbox inbox;
    private final KnownLots lots;

    LotEvents(Inbox inbox, KnownLots lots) {
        this.inbox = inbox;
        this.lots = lots;
    }

    @KafkaListener(topics = Topics.LOT_CONFIG)
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, event -> {
            if (event instanceof LotConfigured configured) {
                lots.hear(lotOf(configured.lot()));
            }
        });
    }

    private static KnownLots.Lot lotOf(LotDocument lot) {
        return new KnownLots.Lot(
                lot.lotId(), lot.classes().stream().collect(Collectors.toMap(SpotClass::type, SpotClass::floor)));
    }
}
