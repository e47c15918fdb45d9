using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests;

/// <summary>A sink, its real target, and the levers that <see cref="SinkConformance"/> pulls.</summary>
public abstract class SinkUnderTest : IAsyncDisposable
{
    /// <summary>Reads pages of two records, so that five documents need three pages.</summary>
    public abstract ISink Sink { get; }

    /// <summary>What the references and codes of this test start with; no other test's do.</summary>
    public abstract string Prefix { get; }

    /// <summary>Invoices in <see cref="Currency"/>, in a period that is open.</summary>
    public abstract LegalEntityCode LegalEntity { get; }

    /// <summary>Currency of the legal entity's ledger; two decimals.</summary>
    public abstract CurrencyCode Currency { get; }

    /// <summary>Accounts of the legal entity by role.</summary>
    public abstract IReadOnlyDictionary<AccountRole, string> Accounts { get; }

    /// <summary>The target charges 20 per cent for it, category S.</summary>
    public abstract TaxCode StandardTax { get; }

    /// <summary>
    /// The target takes the tax of a credit from the hub where its own differs by rounding; one that
    /// cannot has to refuse it.
    /// </summary>
    public virtual bool TakesTaxOfCredits => true;

    /// <summary>Lets a target that answers later do what it was given; others have done it.</summary>
    public virtual Task LetItAnswerAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A day in a period that is open.</summary>
    public abstract LocalDate OpenDay { get; }

    /// <summary>A later day in a period that is open; a document of it leaves <see cref="OpenDay"/> usable.</summary>
    public virtual LocalDate LaterOpenDay => OpenDay.PlusDays(1);

    /// <summary>The target looks for documents by their date; one that does not lists more than was asked for.</summary>
    public virtual bool ListsDays => true;

    /// <summary>Closes the period of a day, as the controller does.</summary>
    public abstract Task ClosePeriodAsync(LocalDate day, CancellationToken cancellationToken);

    /// <summary>Opens it again.</summary>
    public abstract Task ReopenPeriodAsync(LocalDate day, CancellationToken cancellationToken);

    /// <summary>The connection breaks once, after the target has done what was asked.</summary>
    public abstract Task LoseAsync(LostAnswer answer, CancellationToken cancellationToken);

    /// <summary>Lets something happen that happens in the field, at the next call of a kind.</summary>
    /// <returns>False when it cannot happen to this target, or not at this call.</returns>
    public abstract Task<bool> TryCauseAsync(
        SinkTrouble trouble,
        SinkCall at,
        CancellationToken cancellationToken
    );

    /// <summary>How often it has happened since it was caused.</summary>
    public abstract int Troubles { get; }

    /// <summary>What the target says of the error in an answer of success.</summary>
    public virtual string ErrorSaid => "Something is not right.";

    /// <summary>How long the target asks to wait when it turns a call down; none where it does not say.</summary>
    public virtual TimeSpan? WaitOf(SinkTrouble trouble) => null;

    /// <summary>The target as a sink reaches it that logs in, where there are other ways.</summary>
    public virtual ISink WithSession() => Sink;

    /// <summary>
    /// What answers have to tell of a document, as the target calls it; nothing where a call names the
    /// fields that it asks for, so that none can be missing.
    /// </summary>
    public abstract IReadOnlyList<string> NeededFields { get; }

    /// <summary>From now on no answer has a field.</summary>
    public virtual void Withhold(string field) => throw new NotSupportedException();

    /// <summary>From now on nothing goes wrong.</summary>
    public abstract Task RecoverAsync(CancellationToken cancellationToken);

    /// <summary>The same target with a password that is wrong.</summary>
    public abstract ISink WithWrongPassword();

    /// <summary>A target that nobody listens at.</summary>
    public abstract ISink ToDeadTarget();

    /// <summary>Counts, in the target's own ledger, the entries of documents with a reference.</summary>
    public abstract Task<int> PostingsAsync(string reference, CancellationToken cancellationToken);

    /// <summary>As <see cref="LoseAsync"/>, for a target that takes journals.</summary>
    public virtual Task LoseJournalAsync(LostAnswer answer, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Debits, and credits below zero, that the target's own ledger has of a journal.</summary>
    public virtual Task<IReadOnlyList<decimal>> JournalAsync(
        string reference,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>A project's name as the target itself tells it, which keeps some.</summary>
    public virtual Task<string> ProjectNameAsync(
        string contract,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>The target's id of the project that a document names; none where none is named.</summary>
    public virtual Task<string?> ProjectOfAsync(
        string reference,
        CancellationToken cancellationToken
    ) => Task.FromResult<string?>(null);

    /// <summary>A customer's name as the target itself tells it.</summary>
    public abstract Task<string> CustomerNameAsync(
        string code,
        CancellationToken cancellationToken
    );

    public abstract ValueTask DisposeAsync();
}
