using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation;

/// <summary>The tables that people and programs read; all of them follow from the log.</summary>
/// <remarks>
/// Money is in minor units of the currency beside it, effort in hundredths of a second, days are ISO
/// dates, instants are microseconds since 1970, yes is 1. A sequence is that of the event in the log.
/// </remarks>
public static class ReadTables
{
    /// <summary>A contract in its terms that count (sequence 0) and each amendment: whole terms.</summary>
    public static ReadTable Terms { get; } =
        ReadTable.Of(
            "terms",
            2,
            """
            engagement text, sequence bigint, version bigint, effective_from text, signed bigint,
            customer text, bill_to text?, legal_entity text, currency text, start_date text,
            end_date text?, purchase_order text?, quote text?, opportunity text?, recorded_seq bigint,
            recorded_at bigint
            """,
            "(engagement, effective_from, sequence)"
        );

    /// <summary>Amendments without effect until a plan is approved; the newest plan with each.</summary>
    public static ReadTable WithheldAmendment { get; } =
        ReadTable.Of(
            "withheld_amendment",
            2,
            """
            engagement text, sequence bigint, version bigint, effective_from text?, author text?,
            cancelled bigint, amount bigint?, currency text?, plan text?, since_seq bigint,
            since_at bigint
            """
        );

    /// <summary>What was proposed about billed work, and who approved it.</summary>
    public static ReadTable AmendmentPlan { get; } =
        ReadTable.Of(
            "amendment_plan",
            2,
            """
            engagement text, id text, sequence bigint, version bigint, effective_from text?,
            author text?, choice text, date text, proposed_by text, documents bigint, net bigint?, gross bigint?, currency text?,
            proposed_seq bigint, proposed_at bigint, approved_by text?, waived bigint?,
            approved_seq bigint?, approved_at bigint?
            """
        );

    /// <summary>What somebody decided about work by hand: written off, reinstated, credited.</summary>
    public static ReadTable Adjustment { get; } =
        ReadTable.Of(
            "adjustment",
            2,
            """
            engagement text, seq bigint, at bigint, kind text, work text?, document text?,
            effort bigint, amount bigint?, currency text?, reason text, decided_by text,
            approved_by text?
            """
        );

    public static ReadTable Project { get; } =
        ReadTable.Of(
            "project",
            1,
            "code text, version bigint, engagement text, name text, excluded bigint, on_hold bigint"
        );

    /// <summary>Work in the version that its slices stand for.</summary>
    public static ReadTable Work { get; } =
        ReadTable.Of(
            "work",
            2,
            """
            id text, engagement text, kind text, version bigint, project text, resource text?,
            role text?, service_date text, effort bigint, status text, billable bigint,
            deleted bigint, first_seq bigint, recorded_seq bigint, recorded_at bigint
            """
        );

    /// <summary>A piece of work's parts, each in one stage; the work ledger counted anew.</summary>
    public static ReadTable Slice { get; } =
        ReadTable.Of(
            "slice",
            3,
            """
            engagement text, work text, number bigint, project text, service_date text,
            legal_entity text?, customer text?, stage text, effort bigint, billable bigint?,
            amount bigint?, allowance bigint?, currency text?, reasons text?, main_reason text?, contract_line text?,
            rate text?, level text?, card text?, card_line text?, reference_version bigint,
            invoice text?, since_seq bigint, since_at bigint
            """,
            "(invoice) WHERE invoice IS NOT NULL",
            "(main_reason) WHERE main_reason IS NOT NULL"
        );

    public static ReadTable Held { get; } =
        ReadTable.Of(
            "held",
            2,
            """
            engagement text, work text, version bigint, project text, effort bigint,
            deleted bigint, since_seq bigint, since_at bigint
            """,
            "(work)"
        );

    public static ReadTable VersionConflict { get; } =
        ReadTable.Of(
            "version_conflict",
            2,
            """
            engagement text, work text, version bigint, project text, effort bigint,
            since_seq bigint, since_at bigint
            """
        );

    public static ReadTable Document { get; } =
        ReadTable.Of(
            "document",
            1,
            """
            reference text, type text, engagement text, legal_entity text, bill_to text,
            currency text, invoice_date text, due_date text, through text, net bigint, tax bigint,
            gross bigint, discount bigint, payable bigint, reprices bigint, credited bigint,
            paid bigint, status text, purchase_order text?,
            refers_to text?, reference_version bigint, contract_version bigint, routed_to text?,
            routing_rule text?, system text?,
            external_id text?, number text?, accounting_date text?, block_reason text?,
            block_message text?, block_seq bigint?, block_at bigint?, cancel_reason text?,
            drafted_seq bigint, drafted_at bigint, approved_by text?, approved_seq bigint?,
            approved_at bigint?, posted_seq bigint?, posted_at bigint?, voided_on text?,
            void_reason text?, amendment_plan text?, disposition text?
            """,
            "(engagement)",
            "(refers_to) WHERE refers_to IS NOT NULL",
            "(number) WHERE number IS NOT NULL"
        );

    /// <summary>What customers contest of invoices: at most what is open of them.</summary>
    public static ReadTable Dispute { get; } =
        ReadTable.Of(
            "dispute",
            1,
            """
            reference text, amount bigint, reason text, decided_by text, since_seq bigint,
            since_at bigint
            """
        );

    public static ReadTable DocumentLine { get; } =
        ReadTable.Of(
            "document_line",
            2,
            """
            reference text, line bigint, contract_line text, kind text, description text,
            quantity text, price text?, amount bigint, currency text, tax_code text,
            period_start text, period_end text, dimensions text?
            """
        );

    public static ReadTable DocumentTax { get; } =
        ReadTable.Of(
            "document_tax",
            2,
            """
            reference text, code text, category text, rate text, taxable bigint, tax bigint,
            currency text
            """
        );

    public static ReadTable Share { get; } =
        ReadTable.Of(
            "share",
            4,
            """
            reference text, line bigint, work text, slice bigint, effort bigint, amount bigint,
            currency text, allowance bigint?
            """,
            "(work)"
        );

    /// <summary>What each document does to the ledger once it is posted.</summary>
    public static ReadTable DocumentPosting { get; } =
        ReadTable.Of(
            "document_posting",
            2,
            """
            reference text, position bigint, account_role text, debit bigint, credit bigint,
            dimensions text?
            """
        );

    /// <summary>Payments by document, in their newest version; zero when cancelled.</summary>
    public static ReadTable Payment { get; } =
        ReadTable.Of(
            "payment",
            2,
            """
            id text, reference text, version bigint, engagement text, amount bigint,
            currency text, value_date text, recorded_seq bigint, recorded_at bigint
            """,
            "(reference)"
        );

    /// <summary>The ledger entries of posted documents, voids, payments, deposits and released retentions.</summary>
    public static ReadTable Journal { get; } =
        ReadTable.Of(
            "journal",
            3,
            """
            seq bigint, position bigint, kind text, document text, payment text?,
            engagement text, legal_entity text, entry_date text, account_role text, account text,
            currency text, debit bigint, credit bigint, dimensions text?
            """,
            "(document)"
        );

    /// <summary>Journals of month ends as they were sent to ledgers; the outcome is none while nobody knows it.</summary>
    public static ReadTable MonthEnd { get; } =
        ReadTable.Of(
            "month_end",
            2,
            """
            target text, reference text, legal_entity text, month text, entry_date text,
            reversal bigint, currency text, total bigint, sent_by text, sent_seq bigint,
            sent_at bigint, outcome text?, number text?, external_id text?
            """
        );

    public static ReadTable MonthEndLine { get; } =
        ReadTable.Of(
            "month_end_line",
            3,
            """
            target text, reference text, position bigint, engagement text, account text,
            debit bigint, credit bigint, dimensions text?
            """
        );

    public static ReadTable Parked { get; } =
        ReadTable.Of(
            "parked",
            3,
            """
            project text, work text, version bigint, kind text, resource text?,
            service_date text, effort bigint, deleted bigint, system text, place text,
            since_seq bigint, since_at bigint
            """,
            "(work)"
        );

    /// <summary>What an engagement could not do yet.</summary>
    public static ReadTable SetAside { get; } =
        ReadTable.Of(
            "set_aside",
            3,
            """
            engagement text, number bigint, subject text, reason text, message text, place text?,
            since_seq bigint, since_at bigint, unbilled bigint?, currency text?
            """
        );

    public static ReadTable Route { get; } =
        ReadTable.Of("route", 1, "project text, engagement text, since_seq bigint");

    /// <summary>What was taken of each feed, and since when it cannot be read, and why.</summary>
    public static ReadTable Feed { get; } =
        ReadTable.Of(
            "feed",
            1,
            """
            stream text, system text, feed text, records bigint, rejected bigint, pages bigint,
            last_seq bigint?, last_at bigint?, failed_seq bigint?, failed_at bigint?, failure text?
            """
        );

    /// <summary>Rejections that nothing has settled yet; all there were are in the log.</summary>
    public static ReadTable Rejected { get; } =
        ReadTable.Of(
            "rejected",
            2,
            """
            seq bigint, position bigint, stream text, subject text, system text, place text,
            code text, field text?, message text, effort bigint, at bigint
            """,
            "(stream, subject)"
        );

    public static ReadTable Delivery { get; } =
        ReadTable.Of(
            "delivery",
            2,
            """
            target text, reference text, engagement text, invoice_date text, attempts bigint,
            last_attempt_at bigint?, outcome text?, closed bigint, queued_seq bigint,
            queued_at bigint, surplus text?, surplus_message text?, surplus_seq bigint?,
            surplus_at bigint?
            """
        );

    public static ReadTable TargetFailure { get; } =
        ReadTable.Of(
            "target_failure",
            1,
            "target text, reason text, message text, since_seq bigint, since_at bigint"
        );

    /// <summary>Caps that are used as far as somebody wants to know, and what is left of them.</summary>
    public static ReadTable CapAlert { get; } =
        ReadTable.Of(
            "cap_alert",
            2,
            "engagement text, cap text, says text, since_seq bigint, since_at bigint"
        );

    public static ReadTable BillingRun { get; } =
        ReadTable.Of(
            "billing_run",
            1,
            """
            started_seq bigint, through text, invoice_date text, started_at bigint,
            completed_at bigint?, documents bigint?, refused bigint?
            """
        );

    public static ReadTable Customer { get; } =
        ReadTable.Of(
            "customer",
            1,
            """
            code text, version bigint, name text, country text, parent text?,
            bills_to_self bigint, on_hold bigint
            """
        );

    public static ReadTable LegalEntity { get; } =
        ReadTable.Of(
            "legal_entity",
            1,
            "code text, version bigint, name text, country text, currency text"
        );

    public static ReadTable Resource { get; } =
        ReadTable.Of("resource", 1, "code text, version bigint, name text, role text?");

    public static ReadTable Account { get; } =
        ReadTable.Of("account", 2, "legal_entity text, role text, version bigint, account text");

    /// <summary>Those that are won, or were; those that need a signed contract from an instant on.</summary>
    public static ReadTable Opportunity { get; } =
        ReadTable.Of(
            "opportunity",
            1,
            """
            id text, version bigint, name text, customer text?, stage text?, won_on text?,
            amount bigint?, currency text?, engagement text?, unsigned_from bigint?, recorded_seq bigint
            """
        );

    /// <summary>All of them, in the order of a dump.</summary>
    public static IReadOnlyList<ReadTable> All { get; } =
    [
        Terms,
        WithheldAmendment,
        AmendmentPlan,
        Adjustment,
        Project,
        Work,
        Slice,
        Held,
        VersionConflict,
        Document,
        Dispute,
        DocumentLine,
        DocumentTax,
        Share,
        DocumentPosting,
        Payment,
        Journal,
        MonthEnd,
        MonthEndLine,
        Parked,
        SetAside,
        Route,
        Feed,
        Rejected,
        Delivery,
        TargetFailure,
        CapAlert,
        BillingRun,
        Customer,
        LegalEntity,
        Resource,
        Account,
        Opportunity,
    ];
}
