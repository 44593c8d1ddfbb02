package com.parkhold.gate.config;

import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.settings.GateSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The files on this machine's disk. */
@Configuration
class LocalFiles {

    @Bean
    Journal journal(GateSettings settings, CurrentTrace trace) {
        return new Journal(settings.dataDir(), trace::traceparent);
    }

    @Bean
    LocalCopies localCopies(GateSettings settings) {
        return new LocalCopies(settings.dataDir());
    }
}
