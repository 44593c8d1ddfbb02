package com.parkhold.notification.email;

import com.parkhold.notification.Channel;
import com.parkhold.notification.DeliveryFailedException;
import com.parkhold.notification.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Sends by SMTP. The header X-Parkhold-Message carries the message's id, X-Parkhold-Reservation its reservation's. */
@Component
class EmailChannel implements Channel {

    private final JavaMailSender sender;
    private final String from;

    EmailChannel(JavaMailSender sender, @Value("${parkhold.mail-from}") String from) {
        this.sender = sender;
        this.from = from;
    }

    @Override
    public void deliver(Message message) throws DeliveryFailedException {
        try {
            MimeMessage mail = sender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(message.recipient());
            helper.setSubject(message.subject());
            helper.setText(message.body());
            mail.setHeader("X-Parkhold-Message", message.messageId().toString());
            mail.setHeader("X-Parkhold-Reservation", message.reservationId());
            sender.send(mail);
        } catch (MessagingException | MailException failure) {
            throw new DeliveryFailedException(String.valueOf(failure.getMessage()), failure);
        }
    }
}
