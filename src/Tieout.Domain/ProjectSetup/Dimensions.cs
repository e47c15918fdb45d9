using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.ProjectSetup;

/// <summary>What the lines of a document are analysed by in the ledger.</summary>
/// <remarks>
/// A project's own values, completed by its contract's. What is charged for no project has its
/// contract's. Source: domain rules §2, §9 and §12.
/// </remarks>
public static class Dimensions
{
    /// <summary>One value for each dimension, by name of the dimension; none where nobody named any.</summary>
    public static ValueList<DimensionSetting>? Of(ContractTerms terms, Project? project)
    {
        var (own, agreed) = (project?.Dimensions, terms.Dimensions);
        return own is null && agreed is null
            ? null
            :
            [
                .. (own ?? [])
                    .Concat(agreed ?? [])
                    .DistinctBy(setting => setting.Dimension)
                    .OrderBy(setting => setting.Value, StringComparer.Ordinal),
            ];
    }

    /// <summary>Whether values may be used on a service date.</summary>
    public static bool AreValid(
        ValueList<DimensionSetting>? settings,
        LegalEntityCode entity,
        LocalDate day,
        ReferenceBook reference
    ) =>
        (
            settings is null
            && reference.LegalEntities.GetValueOrDefault(entity)
                is not { RequiredDimensions: not null }
        ) || !Faults(settings, entity, day, reference).Any();

    /// <summary>What is wrong with values on a service date, as sentences; nothing when they are in order.</summary>
    /// <remarks>
    /// A company asks for the dimensions that it names. A dimension is checked once the hub knows a
    /// value of it.
    /// </remarks>
    public static IEnumerable<string> Faults(
        ValueList<DimensionSetting>? settings,
        LegalEntityCode entity,
        LocalDate day,
        ReferenceBook reference
    )
    {
        var required = reference.LegalEntities.GetValueOrDefault(entity)?.RequiredDimensions;
        foreach (var dimension in required ?? [])
        {
            if (settings?.Any(setting => setting.Dimension == dimension) is not true)
            {
                yield return $"{entity} asks for {dimension}, and neither project nor contract has it";
            }
        }

        foreach (var setting in settings ?? [])
        {
            if (FaultOf(setting, settings!, entity, day, reference) is { } fault)
            {
                yield return fault;
            }
        }
    }

    private static string? FaultOf(
        DimensionSetting setting,
        ValueList<DimensionSetting> beside,
        LegalEntityCode entity,
        LocalDate day,
        ReferenceBook reference
    )
    {
        if (!reference.Dimensions.Contains(setting.Dimension))
        {
            return null;
        }

        return reference.DimensionValueOf(entity, setting) switch
        {
            null => $"{entity} does not know {setting}",
            { IsBlocked: true } => $"{setting} is blocked",
            var value when !value.IsUsableOn(day) => $"{setting} is not valid on {day:uuuu-MM-dd}",
            { NotWith: { } others } when others.Intersect(beside).ToList() is [var other, ..] =>
                $"{setting} does not go together with {other}",
            _ => null,
        };
    }
}
