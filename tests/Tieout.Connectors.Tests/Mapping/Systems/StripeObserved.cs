using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieout.Connectors.Stripe;
using Tieout.Connectors.Tests.Stripe;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>An account with invoices that are paid by card and elsewhere, a void one, and a void credit note.</summary>
internal static partial class StripeObserved
{
    public static async Task<ObservedSource> OpenAsync()
    {
        var target = await StripeUnderTest.OpenAsync(TestContext.Current.CancellationToken);
        await FillAsync(target.Stripe);
        return new ObservedSource(target)
        {
            Address = target.Stripe.Address,
            Open = address => new StripeSource(
                target.Options(address, pageSize: 100),
                target.Stripe.Clock
            ),
            Names = new AnswerNames
            {
                OfCall = _ => "record",
                OfRecord = record => (string?)(record["object"] as JsonValue),
                Lists = ["data"],
                IsPassedOver = name => name is "object",
            },
            Others =
            [
                ("currency", JsonValue.Create("eur")),
                ("status", JsonValue.Create("void")),
                ("status", JsonValue.Create("open")),
            ],
            Plain = Plain,
        };
    }

    public static async Task<IObservedTarget> OpenTargetAsync()
    {
        var target = await StripeUnderTest.OpenAsync(TestContext.Current.CancellationToken);
        return await ObservedSink.OpenAsync(
            target,
            target.Stripe.Address,
            address => new StripeSink(target.Options(address), target.Stripe.Clock),
            call => call.Method is "GET" ? null : Plain(call.Path),
            (samples, invoice) => samples.Discounted(invoice, 15m)
        );
    }

    private static async Task FillAsync(StripeSandbox stripe)
    {
        var customer = await stripe.CustomerAsync();
        var card = await OpenInvoiceAsync(stripe, customer, "T-1");
        _ = await stripe.PostAsync($"invoices/{card}/pay", "payment_method=pm_card_visa");
        var elsewhere = await OpenInvoiceAsync(stripe, customer, "T-2");
        _ = await stripe.PostAsync($"invoices/{elsewhere}/pay", "paid_out_of_band=true");
        var voided = await OpenInvoiceAsync(stripe, customer, "T-3");
        _ = await stripe.PostAsync($"invoices/{voided}/void");
        var credited = await OpenInvoiceAsync(stripe, customer, "T-4");
        var note = await stripe.PostAsync(
            "credit_notes",
            $"invoice={credited}&amount=100&metadata[tieout_reference]=T-5"
        );
        _ = await stripe.PostAsync($"credit_notes/{note["id"]}/void");
        stripe.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static Task<string> OpenInvoiceAsync(
        StripeSandbox stripe,
        string customer,
        string reference
    ) => stripe.OpenAsync(customer, 5_000, $"&metadata[tieout_reference]={reference}");

    private static string Plain(string text) => Id().Replace(text, "{id}");

    [GeneratedRegex(
        "[a-z]+_[A-Za-z0-9]{8,}(-2)?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Id();
}
