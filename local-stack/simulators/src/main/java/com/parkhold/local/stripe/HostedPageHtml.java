package com.parkhold.local.stripe;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the hosted page looks. {@code data-status} on its body tells a program what a person reads. */
final class HostedPageHtml {
    private HostedPageHtml() {}

    static String page(ObjectNode session, String message) {
        String status = session.path("status").asString();
        String content = switch (status) {
            case "complete" -> notice("Payment received", "You can close this page.", returnLink(session));
            case "expired" -> notice("This checkout has expired", "Nothing was charged.", "");
            default -> form(session, message);
        };
        return document(status, session.path("payment_status").asString(), summary(session) + content);
    }

    static String simple(String message) {
        return document("unknown", "", notice(escape(message), "", ""));
    }

    private static String summary(ObjectNode session) {
        String currency = session.path("currency").asString();
        StringBuilder lines = new StringBuilder();
        session.path("_line_items")
                .forEach(line -> lines.append("<li><span>%s</span><span>%s</span></li>"
                        .formatted(
                                escape(line.path("description").asString()),
                                Amounts.inWords(line.path("amount_total").asLong(), currency))));
        return """
                <section class="summary"><p class="muted">Pay</p>
                <h1 id="amount">%s</h1><ul>%s</ul></section>""".formatted(Amounts.inWords(Json.number(session, "amount_total"), currency), lines);
    }

    private static String form(ObjectNode session, String message) {
        String email = Json.text(session, "customer_email").orElse("");
        return """
                <form method="post" action="/c/pay/%s">
                <h2>%s</h2>%s%s
                <label>Email<input name="email" type="email" autocomplete="email" value="%s"></label>
                %s<button>Pay</button>%s</form>""".formatted(
                        session.path("id").asString(),
                        isCardAlone(session) ? "Pay with card" : "Pay",
                        message.isEmpty() ? "" : "<p class=\"error\" role=\"alert\">" + escape(message) + "</p>",
                        choice(session),
                        escape(email),
                        offers(session, PaymentMethodTypes.CARD) ? card(isCardAlone(session)) : "",
                        isCardAlone(session) ? "" : "<button name=\"outcome\" value=\"fail\">Do not approve</button>");
    }

    private static boolean isCardAlone(ObjectNode session) {
        return session.path("payment_method_types").size() == 1 && offers(session, PaymentMethodTypes.CARD);
    }

    private static boolean offers(ObjectNode session, String type) {
        return session.path("payment_method_types")
                .valueStream()
                .anyMatch(one -> one.asString().equals(type));
    }

    /** Nothing where only a card will do. */
    private static String choice(ObjectNode session) {
        if (isCardAlone(session)) {
            return "";
        }
        StringBuilder choice = new StringBuilder("<fieldset><legend>Payment method</legend>");
        String checked = " checked";
        for (JsonNode type : session.path("payment_method_types")) {
            choice.append(
                    "<label class=\"choice\"><input type=\"radio\" name=\"payment_method\" value=\"%s\"%s>%s</label>"
                            .formatted(type.asString(), checked, type.asString().replace('_', ' ')));
            checked = "";
        }
        return choice.append("</fieldset>").toString();
    }

    private static String card(boolean required) {
        return """
                <label>Card number<input name="card_number" inputmode="numeric" autocomplete="cc-number"
                  placeholder="4242 4242 4242 4242" maxlength="23" REQUIRED autofocus></label>
                <div class="row"><label>Expiry<input name="exp" autocomplete="cc-exp" placeholder="MM / YY"
                  maxlength="9" REQUIRED></label>
                <label>CVC<input name="cvc" inputmode="numeric" autocomplete="cc-csc" placeholder="123" maxlength="4"
                  REQUIRED></label></div>
                <label>Name on card<input name="name" autocomplete="cc-name"></label>
                <p class="muted">Test mode: 4242&nbsp;4242&nbsp;4242&nbsp;4242 pays,
                4000&nbsp;0000&nbsp;0000&nbsp;0002 is declined,
                4000&nbsp;0000&nbsp;0000&nbsp;0341 authorises and fails later.</p>""".replace("REQUIRED", required ? "required" : "");
    }

    private static String returnLink(ObjectNode session) {
        return Json.text(session, "success_url")
                .map(url -> "<p><a href=\"%s\">Return to the shop</a></p>"
                        .formatted(escape(url.replace(
                                "{CHECKOUT_SESSION_ID}", session.path("id").asString()))))
                .orElse("");
    }

    private static String notice(String title, String text, String more) {
        return "<form><h2>%s</h2><p>%s</p>%s</form>".formatted(title, text, more);
    }

    private static String document(String status, String paymentStatus, String content) {
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1"><title>Checkout</title><style>
                *{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1a1f36;
                background:linear-gradient(90deg,#eef1f8 50%%,#fff 50%%);min-height:100vh}
                main{display:flex;min-height:100vh;max-width:1000px;margin:auto}
                main>*{flex:1;padding:64px 48px}h1{font-size:40px;margin:0 0 24px}h2{margin:0 0 20px;font-size:20px}
                ul{list-style:none;padding:0}li{display:flex;justify-content:space-between;gap:16px;padding:12px 0;
                border-top:1px solid #d8deeb}.muted{color:#6a7383;font-size:14px;margin:0 0 8px}
                label{display:block;margin-bottom:14px;font-size:14px;color:#424770}
                input{display:block;width:100%%;margin-top:4px;padding:11px 12px;font:inherit;border:1px solid #cfd7df;
                border-radius:6px;background:#fff}input:focus{outline:3px solid #c3d0ff;border-color:#5469d4}
                .row{display:flex;gap:12px}fieldset{border:1px solid #cfd7df;border-radius:6px;margin:0 0 16px;padding:8px 12px}
                legend{font-size:14px;color:#424770}.choice{margin:0;text-transform:capitalize}
                .choice input{display:inline-block;width:auto;margin:6px 10px 6px 0}button[name]{background:#6a7383}
                .row label{flex:1}button{width:100%%;padding:13px;margin:8px 0 20px;border:0;
                border-radius:6px;background:#5469d4;color:#fff;font:600 16px system-ui,sans-serif;cursor:pointer}
                button:hover{background:#4055bf}.error{background:#fdecef;color:#a41c3c;padding:10px 12px;
                border-radius:6px;margin:0 0 14px}@media(max-width:720px){main{display:block}body{background:#fff}
                main>*{padding:28px 20px}.summary{background:#eef1f8}}
                </style></head><body data-status="%s" data-payment-status="%s"><main>%s</main></body></html>
                """.formatted(status, paymentStatus, content);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
