using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime.Testing;
using Tieout.Connectors.Tests.Tryton;
using Tieout.Connectors.Tryton;
using Tieout.Domain.Canonical;
using Tieout.Testing.Tryton;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>A real Tryton: what it draws itself, such as ids and stamps, is shown as such.</summary>
internal static partial class TrytonObserved
{
    /// <summary>Due before today, so that Tryton always asks about it.</summary>
    private static readonly LocalDate Day = Documents.March31;

    /// <summary>A day after the one on which a person has left.</summary>
    private static readonly FakeClock Clock = FakeClock.FromUtc(2026, 4, 1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ObservedSource> OpenAsync(TrytonDatabase database)
    {
        var target = new TrytonUnderTest(database, "R-", Day);
        await new TrytonSample(database, target).FillAsync(Stop);
        return new ObservedSource(target)
        {
            Address = database.Server.Address,
            Open = address =>
            {
                var options = Options(database, address);
                return new TrytonSource(database.Connect(options), options, Clock);
            },
            Names = new AnswerNames
            {
                OfCall = TrytonCalls.ModelThatIsRead,
                Lists = ["result"],
                Values = new TrytonValues(),
            },
            Meaning = TrytonCalls.Meaning,
            Others =
            [
                ("account.invoice.currency.code", JsonValue.Create("GBP")),
                ("party.address.country.code", JsonValue.Create("FR")),
                ("project.work.type", JsonValue.Create("task")),
                ("project.work.type", JsonValue.Create("project")),
                ("account.move.line.move.journal.type", JsonValue.Create("write-off")),
            ],
            AsksForMembers = true,
            Plain = Plain,
        };
    }

    public static async Task<IObservedTarget> OpenTargetAsync(TrytonDatabase database)
    {
        var target = new TrytonUnderTest(database, "T-", Day);
        await new TrytonSample(database, target).AddOthersAsync(Stop);
        var proxy = await ObservingProxy.StartAsync(
            database.Server.Address,
            remembers: false,
            Stop
        );
        proxy.Remembered = TrytonCalls.AskedForSetUp;
        var options = Options(database, proxy.Address);
        var observed = new ObservedSink(
            target,
            proxy,
            new TrytonSink(database.Connect(options), options)
        )
        {
            NameOf = TrytonCalls.NameOfWrite,
            Meaning = TrytonCalls.Meaning,
            Plain = Plain,
            // Tryton numbers nothing that is dated before the last one of its sequence.
            Last = ["invoice.invoiceDate", "delivery.shiftedTo"],
            Extend = (samples, invoice) =>
            {
                var all = samples.Deducting(samples.Discounted(invoice, 15m), 5m, 7m);
                return all with
                {
                    Accounts = new Dictionary<AccountRole, string>(all.Accounts)
                    {
                        [AccountRole.AccountsReceivable] = "Main Receivable",
                    },
                };
            },
        };
        await observed.PrepareAsync();
        return observed;
    }

    /// <summary>A tax and a company for the codes that others are changed to, and no watch for deletions.</summary>
    private static TrytonOptions Options(TrytonDatabase database, Uri address) =>
        new()
        {
            System = "erp",
            Server = address,
            Database = database.Name,
            Login = TrytonServer.Login,
            DeletionDays = 0,
            Companies = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["NORTHWIND"] = TrytonSample.Company,
            },
            Taxes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["VAT20"] = "Tax 20%",
                ["VAT20X"] = TrytonSample.OtherTax,
            },
        };

    private static string Plain(string text) =>
        Id().Replace(Database().Replace(Stamp().Replace(text, "{stamp}"), "{database}"), "{id}");

    /// <summary>A moment, or the microseconds since 1970.</summary>
    [GeneratedRegex(
        @"^(\d{16}|\d{4}-\d{2}-\d{2}T.*)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Stamp();

    [GeneratedRegex("t[0-9a-f]{32}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Database();

    /// <summary>An id by itself, or at the end of what is made of it.</summary>
    [GeneratedRegex(
        @"#\d+|(?<=[/,]|^TRY-)\d+",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Id();
}
