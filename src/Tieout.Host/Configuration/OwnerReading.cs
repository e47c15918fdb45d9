using Tieout.Domain.Canonical;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Host.Configuration;

/// <summary>Reads <c>owners</c>: which system is right about which kind of fact.</summary>
internal static class OwnerReading
{
    /// <summary>Kinds by the names of their feeds.</summary>
    private static readonly (string Name, FactKind Kind)[] Kinds =
    [
        ("legal-entities", FactKind.LegalEntity),
        ("customers", FactKind.Customer),
        ("resources", FactKind.Resource),
        ("tax-rules", FactKind.TaxRule),
        ("account-mappings", FactKind.AccountMapping),
        ("contracts", FactKind.Contract),
        ("amendments", FactKind.Amendment),
        ("projects", FactKind.Project),
        ("assignments", FactKind.Assignment),
        ("rate-cards", FactKind.RateCard),
        ("exchange-rates", FactKind.ExchangeRate),
        ("dimension-values", FactKind.DimensionValue),
        ("transfer-prices", FactKind.TransferPrice),
        ("cost-rates", FactKind.CostRate),
        ("opportunities", FactKind.Opportunity),
        ("time", FactKind.Time),
        ("expenses", FactKind.Expense),
        ("milestones", FactKind.Milestone),
        ("deliveries", FactKind.Delivery),
        ("payments", FactKind.Payment),
        ("voids", FactKind.Void),
        ("deposits", FactKind.Deposit),
    ];

    /// <summary>As a user writes it.</summary>
    public static string NameOf(FactKind kind) => Kinds.First(x => x.Kind == kind).Name;

    /// <summary>Who is named; nobody where the section is left out.</summary>
    /// <param name="root">The whole file.</param>
    /// <param name="systems">As they are configured.</param>
    public static IReadOnlyList<FactOwner> Read(
        YamlSection root,
        IReadOnlyList<SystemSettings> systems
    )
    {
        var owners = new List<FactOwner>();
        if (root.OptionalSection("owners") is not { } section)
        {
            return owners;
        }

        foreach (var (name, kind) in Kinds)
        {
            if (section.OptionalText(name) is { } owner)
            {
                if (ProblemOf(name, kind, owner, systems) is { } problem)
                {
                    section.Problem(name, problem);
                }

                owners.Add(new FactOwner(kind, owner));
            }
        }

        section.Close();
        return owners;
    }

    private static string? ProblemOf(
        string name,
        FactKind kind,
        string owner,
        IReadOnlyList<SystemSettings> systems
    )
    {
        var telling = systems.Where(x => x.Tells.Contains(kind)).Select(x => x.Name);
        return systems.FirstOrDefault(x => x.Name.Equals(owner, StringComparison.Ordinal)) switch
        {
            null => $"'{owner}' is not a system above.",
            { Tells: var tells } when !tells.Contains(kind) =>
                $"{owner} does not tell of {name}; write one of: {string.Join(", ", telling)}.",
            _ => null,
        };
    }
}
