using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tryton;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Testing.Faults;
using Tieout.Testing.Tryton;

namespace Tieout.Connectors.Tests.Tryton;

/// <summary>A part of a Tryton database, by reference, behind a proxy that can lose answers.</summary>
internal sealed class TrytonUnderTest : SinkUnderTest
{
    private static int _parts;
    private readonly TrytonDatabase _database;
    private readonly TrytonTestBench _bench;
    private readonly AnswerLoser _proxy;
    private volatile int _troubles;
    private bool _isClosed;

    /// <summary>A part of a database.</summary>
    /// <param name="database">Of the test class.</param>
    /// <param name="prefix">Of its references and codes; one of its own when none.</param>
    /// <param name="openDay">Of its documents; today when none.</param>
    public TrytonUnderTest(
        TrytonDatabase database,
        string? prefix = null,
        LocalDate? openDay = null
    )
    {
        Prefix =
            prefix
            ?? string.Create(
                CultureInfo.InvariantCulture,
                $"PART{Interlocked.Increment(ref _parts)}-"
            );
        // Due in the future, so that Tryton does not ask about it before it posts.
        OpenDay = openDay ?? SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        _database = database;
        _bench = new TrytonTestBench(database.Connect());
        _proxy = new AnswerLoser(database.Server.Address);
        var options = database.OptionsWith(_proxy.Address, pageSize: 2);
        Sink = new TrytonSink(database.Connect(options), options);
    }

    public override ISink Sink { get; }

    public override string Prefix { get; }

    public override LegalEntityCode LegalEntity { get; } = LegalEntityCode.Parse("NORTHWIND");

    public override CurrencyCode Currency { get; } = Documents.Dollar;

    public override IReadOnlyDictionary<AccountRole, string> Accounts { get; } =
        new Dictionary<AccountRole, string>
        {
            [AccountRole.Revenue] = "Main Revenue",
            [AccountRole.RetentionReceivable] = "Retention",
            [AccountRole.CustomerDeposits] = "Deposits",
            [AccountRole.UnbilledReceivable] = "Retention",
        };

    public override TaxCode StandardTax { get; } = TaxCode.Parse("VAT20");

    public override LocalDate OpenDay { get; }

    /// <summary>Each fiscal year has numbers of its own, which go up with the dates.</summary>
    public override LocalDate LaterOpenDay => OpenDay.PlusYears(1);

    public override Task ClosePeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        _bench.ClosePeriodAsync(day, cancellationToken);

    public override Task ReopenPeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        _bench.ReopenPeriodAsync(day, cancellationToken);

    public override Task LoseAsync(LostAnswer answer, CancellationToken cancellationToken)
    {
        var call = answer is LostAnswer.OfDraft ? "account.invoice.create" : "account.invoice.post";
        _proxy.LoseNext(call, silently: false);
        return Task.CompletedTask;
    }

    public override Task LoseJournalAsync(LostAnswer answer, CancellationToken cancellationToken)
    {
        var call = answer is LostAnswer.OfDraft ? "account.move.create" : "account.move.post";
        _proxy.LoseNext(call, silently: false);
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<decimal>> JournalAsync(
        string reference,
        CancellationToken cancellationToken
    ) => _bench.JournalAsync(reference, cancellationToken);

    public override int Troubles => _troubles;

    // The period is closed meanwhile.
    public override string ErrorSaid => "period";

    // A call names the fields that it asks for, and an unknown name is refused.
    public override IReadOnlyList<string> NeededFields => [];

    public override Task<bool> TryCauseAsync(
        SinkTrouble trouble,
        SinkCall at,
        CancellationToken cancellationToken
    )
    {
        _troubles = 0;
        switch (trouble, at)
        {
            case (SinkTrouble.ExpiredSession, _):
                Before(at, _bench.EndAllSessionsAsync, cancellationToken);
                return Task.FromResult(true);
            // Nearly every failure of Tryton comes with the status of a success.
            case (SinkTrouble.ErrorInSuccess, SinkCall.Posting):
                Before(at, x => _bench.ClosePeriodAsync(OpenDay, x), cancellationToken);
                _isClosed = true;
                return Task.FromResult(true);
            default:
                return Task.FromResult(false);
        }
    }

    public override async Task RecoverAsync(CancellationToken cancellationToken)
    {
        if (_isClosed)
        {
            _isClosed = false;
            await _bench.ReopenPeriodAsync(OpenDay, cancellationToken);
        }
    }

    public override ISink WithWrongPassword() =>
        new TrytonSink(_database.Connect(password: "wrong"), _database.Options);

    public override ISink ToDeadTarget()
    {
        // Nobody listens at port 9 of this machine.
        var options = _database.OptionsWith(new Uri("http://127.0.0.1:9/"));
        return new TrytonSink(_database.Connect(options), options);
    }

    public override Task<int> PostingsAsync(
        string reference,
        CancellationToken cancellationToken
    ) => _bench.PostingsAsync(reference, cancellationToken);

    public override Task<string> CustomerNameAsync(
        string code,
        CancellationToken cancellationToken
    ) => _bench.CustomerNameAsync(code, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await RecoverAsync(CancellationToken.None);
        await _proxy.DisposeAsync();
    }

    private void Before(
        SinkCall at,
        Func<CancellationToken, Task> action,
        CancellationToken cancellationToken
    )
    {
        var call = at switch
        {
            SinkCall.LookUp => "account.invoice.search_read",
            SinkCall.Draft => "account.invoice.create",
            _ => "account.invoice.post",
        };
        _proxy.BeforeNext(
            call,
            async () =>
            {
                await action(cancellationToken);
                _troubles++;
            }
        );
    }
}
