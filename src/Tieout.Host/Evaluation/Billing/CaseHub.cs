using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Host.Evaluation.Billing;

/// <summary>The state that the billing steps of one case share.</summary>
/// <param name="surroundings">What the case states before its first step.</param>
internal sealed class CaseHub(CaseSurroundings surroundings)
{
    private readonly Dictionary<string, CaseEngagement> _engagements = new(StringComparer.Ordinal);
    private readonly Dictionary<
        string,
        (CaseEngagement Owner, InvoiceReference Reference)
    > _numbers = new(StringComparer.Ordinal);

    private readonly List<InvoiceReference> _issued = [];

    public CaseFacts Facts { get; } = new(surroundings);

    public IEnumerable<CaseEngagement> Engagements => _engagements.Values;

    /// <summary>The engagement of a contract, told everything that the case says now.</summary>
    public CaseEngagement Find(CaseFields args)
    {
        var id = args.Text("contract");
        var contract =
            surroundings
                .Rows("contracts", "id")
                .FirstOrDefault(x => x.Text("id").Equals(id, StringComparison.Ordinal))
            ?? throw args.Error("contract", "is not among the contracts");
        if (!_engagements.TryGetValue(id, out var engagement))
        {
            engagement = _engagements[id] = Open(contract);
        }

        foreach (var work in Facts.Shared(engagement.Terms.Currency))
        {
            engagement.Tell(
                work,
                _engagements.Values.Any(other => other != engagement && HasTaken(other, work.Id))
            );
        }

        return engagement;
    }

    /// <summary>Counts the documents of billing runs, over all contracts of the case.</summary>
    public string Number(CaseEngagement owner, Invoice invoice)
    {
        _issued.Add(invoice.Reference);
        var number = $"INV-{CaseFormat.Count(_issued.Count)}";
        _numbers[number] = (owner, invoice.Reference);
        return number;
    }

    public (CaseEngagement Owner, InvoiceReference Reference) Document(CaseFields args) =>
        _numbers.TryGetValue(args.Text("invoice"), out var found)
            ? found
            : throw args.Error("invoice", "is not among the invoices");

    /// <summary>Time is added, then changed one by one, until one stands on an invoice.</summary>
    /// <returns>The entry that cannot be changed; none when all went well.</returns>
    public string? Update(CaseFields args)
    {
        foreach (var row in args.OptionalChildren("add"))
        {
            Facts.Add(row);
        }

        foreach (var row in args.OptionalChildren("set"))
        {
            var id = row.Text("id");
            if (!Facts.HasTime(id))
            {
                throw row.Error("id", "is no time entry");
            }

            var work = WorkId.Parse(id);
            if (_engagements.Values.Any(x => IsInvoiced(x, work)))
            {
                return id;
            }

            Set(id, row);
        }

        return null;
    }

    private static bool HasTaken(CaseEngagement engagement, WorkId work) =>
        engagement.State.Work.GetValueOrDefault(work)?.Slices.Any(slice => !slice.IsOpen) is true;

    private static bool IsInvoiced(CaseEngagement engagement, WorkId work) =>
        engagement.State.Work.GetValueOrDefault(work) is { IsInvoiced: true };

    private void Set(string id, CaseFields row)
    {
        Facts.Set(id, row);
        if (CaseChoices.Approvals.ContainsKey(row.OptionalText("status") ?? string.Empty))
        {
            foreach (var engagement in _engagements.Values)
            {
                engagement.Run(new ReinstateWork(WorkId.Parse(id)));
            }
        }
    }

    private CaseEngagement Open(CaseFields contract)
    {
        var terms = new CaseTerms(contract, CaseReference.TaxCodesOf(surroundings)).Read();
        var engagement = new CaseEngagement(contract, terms, CaseReference.BookOf(surroundings));
        var id = engagement.State.Id;
        foreach (var code in surroundings.Given?.OptionalTexts("billing_holds") ?? [])
        {
            var project = ProjectCode.Parse(code);
            engagement.Run(new RecordProject(new Project(project, 1, id, code, IsOnHold: true)));
        }

        foreach (var line in terms.Lines.OfType<ContractLine.FixedFee>())
        {
            foreach (var row in line.Schedule)
            {
                Facts.Name(FallenFees.IdOf(id, line.Id, row.Id), row.Id);
            }
        }

        foreach (var work in Facts.Others(contract))
        {
            engagement.Run(new RecordWork(work));
        }

        return engagement;
    }
}
