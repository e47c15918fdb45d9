namespace Tieout.Host.Evaluation;

/// <summary>A step type that the evaluator does not know; says which it knows that begin alike.</summary>
public sealed class UnsupportedStepException(
    string place,
    string stepType,
    IEnumerable<string> supported
)
    : CaseException(
        place,
        $"the step type '{stepType}' is not supported; {Known(stepType, supported)}"
    )
{
    public string StepType { get; } = stepType;

    private static string Known(string stepType, IEnumerable<string> supported)
    {
        var family = FamilyOf(stepType);
        List<string> alike =
        [
            .. supported
                .Where(x => FamilyOf(x).Equals(family, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        return alike.Count > 0
            ? $"there is {string.Join(", ", alike)}"
            : $"steps begin with {string.Join(", ", supported.Select(FamilyOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}";
    }

    private static string FamilyOf(string stepType) => stepType.Split('.')[0];
}
