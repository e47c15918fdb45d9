using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>What a new record of each kind looks like before anything is said of it.</summary>
/// <remarks>The members and their types are those of recorded answers of API version 2026-10-28.</remarks>
internal static class StripeShapes
{
    public static JsonObject Customer() =>
        Parsed(
            """
            {"object":"customer","address":null,"balance":0,"created":0,"currency":null,
             "customer_account":null,"default_source":null,"delinquent":false,"description":null,
             "discount":null,"email":null,"invoice_prefix":null,
             "invoice_settings":{"custom_fields":null,"default_payment_method":null,"footer":null,
               "rendering_options":null},
             "livemode":false,"metadata":{},"name":null,"next_invoice_sequence":1,"phone":null,
             "preferred_locales":[],"shipping":null,"tax_exempt":"none","test_clock":null}
            """
        );

    public static JsonObject Invoice() =>
        Parsed(
            """
            {"object":"invoice","account_country":"US","account_name":"Rehearsal","account_tax_ids":null,
             "amount_due":0,"amount_overpaid":0,"amount_paid":0,"amount_remaining":0,
             "amount_shipping":0,"application":null,"attempt_count":0,"attempted":false,
             "auto_advance":false,"automatic_tax":{"disabled_reason":null,"enabled":false,
               "liability":null,"provider":null,"status":null},
             "automatically_finalizes_at":null,"billing_reason":"manual",
             "collection_method":"charge_automatically","created":0,"currency":"usd",
             "custom_fields":null,"customer":null,"customer_account":null,"customer_address":null,
             "customer_email":null,"customer_name":null,"customer_phone":null,
             "customer_shipping":null,"customer_tax_exempt":"none","customer_tax_ids":[],
             "default_payment_method":null,"default_source":null,"default_tax_rates":[],
             "description":null,"discounts":[],"due_date":null,"effective_at":null,
             "ending_balance":null,"footer":null,"from_invoice":null,"hosted_invoice_url":null,
             "invoice_pdf":null,"issuer":{"type":"self"},"last_finalization_error":null,
             "latest_revision":null,"lines":{"object":"list","data":[]},"livemode":false,
             "metadata":{},"next_payment_attempt":null,"number":null,"on_behalf_of":null,
             "parent":null,"payment_settings":{"default_mandate":null,
               "payment_method_options":null,"payment_method_types":null},
             "period_end":0,"period_start":0,"post_payment_credit_notes_amount":0,
             "pre_payment_credit_notes_amount":0,"receipt_number":null,
             "rendering":{"amount_tax_display":null,"pdf":{"page_size":"auto"},"template":null,
               "template_version":null},
             "shipping_cost":null,"shipping_details":null,"starting_balance":0,
             "statement_descriptor":null,"status":"draft",
             "status_transitions":{"finalized_at":null,"marked_uncollectible_at":null,
               "paid_at":null,"voided_at":null},
             "subtotal":0,"subtotal_excluding_tax":0,"test_clock":null,"total":0,
             "total_discount_amounts":[],"total_excluding_tax":0,"total_pretax_credit_amounts":[],
             "total_taxes":[],"webhooks_delivered_at":null}
            """
        );

    public static JsonObject InvoiceItem() =>
        Parsed(
            """
            {"object":"invoiceitem","amount":0,"currency":"usd","customer":null,
             "customer_account":null,"date":0,"description":null,"discountable":true,
             "discounts":[],"invoice":null,"livemode":false,"metadata":{},"parent":null,
             "period":{"end":0,"start":0},"pricing":null,"proration":false,"quantity":1,
             "quantity_decimal":"1","tax_rates":[],"test_clock":null}
            """
        );

    public static JsonObject Line() =>
        Parsed(
            """
            {"object":"line_item","amount":0,"currency":"usd","description":null,
             "discount_amounts":[],"discountable":true,"discounts":[],"invoice":null,
             "livemode":false,"metadata":{},
             "parent":{"invoice_item_details":{"invoice_item":null,"proration":false,
               "proration_details":{"credited_items":null},"subscription":null},
               "subscription_item_details":null,"type":"invoice_item_details"},
             "period":{"end":0,"start":0},"pretax_credit_amounts":[],"pricing":null,"quantity":1,
             "quantity_decimal":"1","subtotal":0,"taxes":[]}
            """
        );

    public static JsonObject CreditNote() =>
        Parsed(
            """
            {"object":"credit_note","amount":0,"amount_shipping":0,"created":0,"currency":"usd",
             "customer":null,"customer_account":null,"customer_balance_transaction":null,
             "discount_amount":0,"discount_amounts":[],"effective_at":null,"invoice":null,
             "lines":{"object":"list","data":[]},"livemode":false,"memo":null,"metadata":{},
             "number":null,"out_of_band_amount":null,"pdf":null,"post_payment_amount":0,
             "pre_payment_amount":0,"pretax_credit_amounts":[],"reason":null,"refunds":[],
             "shipping_cost":null,"status":"issued","subtotal":0,"subtotal_excluding_tax":0,
             "total":0,"total_excluding_tax":0,"total_taxes":[],"type":"pre_payment",
             "voided_at":null}
            """
        );

    public static JsonObject CreditNoteLine() =>
        Parsed(
            """
            {"object":"credit_note_line_item","amount":0,"description":null,"discount_amount":0,
             "discount_amounts":[],"livemode":false,"metadata":{},"pretax_credit_amounts":[],
             "quantity":1,"tax_rates":[],"taxes":[],"type":"custom_line_item","unit_amount":null,
             "unit_amount_decimal":null}
            """
        );

    public static JsonObject Product() =>
        Parsed(
            """
            {"object":"product","active":true,"attributes":[],"created":0,"default_price":null,
             "description":null,"images":[],"livemode":false,"marketing_features":[],
             "metadata":{},"name":null,"package_dimensions":null,"shippable":null,
             "statement_descriptor":null,"tax_code":null,"tax_details":null,"type":"service",
             "unit_label":null,"updated":0,"url":null}
            """
        );

    public static JsonObject Price() =>
        Parsed(
            """
            {"object":"price","active":true,"billing_scheme":"per_unit","created":0,
             "currency":"usd","custom_unit_amount":null,"livemode":false,"lookup_key":null,
             "metadata":{},"nickname":null,"product":null,"recurring":null,
             "tax_behavior":"unspecified","tiers_mode":null,"transform_quantity":null,
             "type":"one_time","unit_amount":0,"unit_amount_decimal":"0"}
            """
        );

    public static JsonObject TaxRate() =>
        Parsed(
            """
            {"object":"tax_rate","active":true,"country":null,"created":0,"description":null,
             "display_name":null,"effective_percentage":null,"flat_amount":null,
             "inclusive":false,"jurisdiction":null,"jurisdiction_level":null,"livemode":false,
             "metadata":{},"percentage":0,"rate_type":"percentage","state":null,"tax_type":null}
            """
        );

    public static JsonObject InvoicePayment() =>
        Parsed(
            """
            {"object":"invoice_payment","amount_paid":null,"amount_requested":0,"created":0,
             "currency":"usd","invoice":null,"is_default":false,"livemode":false,
             "payment":{"type":"payment_record"},"status":"open",
             "status_transitions":{"canceled_at":null,"paid_at":null}}
            """
        );

    public static JsonObject PaymentIntent() =>
        Parsed(
            """
            {"object":"payment_intent","amount":0,"amount_capturable":0,
             "amount_details":{"tip":{}},"amount_received":0,"application":null,
             "application_fee_amount":null,"automatic_payment_methods":null,"canceled_at":null,
             "cancellation_reason":null,"capture_method":"automatic",
             "confirmation_method":"automatic","created":0,"currency":"usd","customer":null,
             "customer_account":null,"description":null,"last_payment_error":null,
             "latest_charge":null,"livemode":false,"metadata":{},"next_action":null,
             "on_behalf_of":null,"payment_method":null,"payment_method_options":{},
             "payment_method_types":["card"],"processing":null,"receipt_email":null,
             "review":null,"setup_future_usage":null,"shipping":null,
             "statement_descriptor":null,"statement_descriptor_suffix":null,
             "status":"requires_payment_method","transfer_data":null,"transfer_group":null}
            """
        );

    public static JsonObject PaymentRecord(string currency)
    {
        var record = Parsed(
            """
            {"object":"payment_record","application":null,"created":0,"customer_details":null,
             "customer_presence":null,"description":null,"latest_payment_attempt_record":null,
             "livemode":false,"metadata":{},"payment_method_details":null,
             "processor_details":{"type":"custom"},"reported_by":"self","shipping_details":null}
            """
        );
        foreach (var amount in PaymentAmounts)
        {
            record[amount] = new JsonObject { ["currency"] = currency, ["value"] = 0L };
        }

        return record;
    }

    public static JsonObject WebhookEndpoint() =>
        Parsed(
            """
            {"object":"webhook_endpoint","api_version":null,"application":null,"created":0,
             "description":null,"enabled_events":[],"livemode":false,"metadata":{},
             "status":"enabled","url":null}
            """
        );

    public static JsonObject Account() =>
        Parsed(
            """
            {"id":"acct_1Rehearsal0000000000","object":"account","business_profile":{"name":"Rehearsal"},
             "business_type":"company","capabilities":{},"charges_enabled":true,"country":"US",
             "created":0,"default_currency":"usd","details_submitted":true,"email":null,
             "payouts_enabled":true,"settings":{"dashboard":{"display_name":"Rehearsal",
               "timezone":"Etc/UTC"}},"type":"standard"}
            """
        );

    private static readonly string[] PaymentAmounts =
    [
        "amount",
        "amount_authorized",
        "amount_canceled",
        "amount_failed",
        "amount_guaranteed",
        "amount_refunded",
        "amount_requested",
    ];

    private static JsonObject Parsed(string json) => JsonNode.Parse(json)!.AsObject();
}
