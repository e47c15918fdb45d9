using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;

namespace Tieout.Host.Evaluation;

/// <summary>The words of the case format for values of the domain.</summary>
internal static class CaseChoices
{
    public static IReadOnlyDictionary<string, Rounding> Roundings { get; } =
        new Dictionary<string, Rounding>(StringComparer.Ordinal)
        {
            ["half_up"] = Rounding.HalfUp,
            ["half_even"] = Rounding.HalfEven,
            ["down"] = Rounding.Down,
            ["up"] = Rounding.Up,
        };

    public static IReadOnlyDictionary<string, ApprovalStatus> Approvals { get; } =
        SnakeCase<ApprovalStatus>();

    /// <summary>What a case says of time and expenses: approval, or that they were given up.</summary>
    public static IReadOnlyDictionary<string, ApprovalStatus?> Statuses { get; } =
        Approvals
            .Select(x => KeyValuePair.Create(x.Key, (ApprovalStatus?)x.Value))
            .Append(KeyValuePair.Create("written_off", (ApprovalStatus?)null))
            .Append(KeyValuePair.Create("superseded", (ApprovalStatus?)null))
            .ToDictionary(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, TaxCategory> TaxCategories { get; } =
        Enum.GetValues<TaxCategory>()
            .ToDictionary(category => category.ToString(), StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, InvoiceLineKind> LineKinds { get; } =
        SnakeCase<InvoiceLineKind>();

    public static IReadOnlyDictionary<string, GroupKey> GroupKeys { get; } = SnakeCase<GroupKey>();

    /// <summary>Every member of an enum by its name in snake case.</summary>
    public static IReadOnlyDictionary<string, T> SnakeCase<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => SnakeCase(value), StringComparer.Ordinal);

    /// <summary>A member's name in snake case: <c>partially_paid</c>.</summary>
    public static string SnakeCase<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>A member's name in capitals: <c>MISSING_LEFT</c>.</summary>
    public static string Capitals<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    public static string Owner(ReasonOwner owner) =>
        owner is ReasonOwner.ProjectManager ? "pm" : SnakeCase(owner);
}
