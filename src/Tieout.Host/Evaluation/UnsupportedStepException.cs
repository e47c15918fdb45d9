namespace Tieout.Host.Evaluation;

/// <summary>A step type that the evaluator does not know.</summary>
public sealed class UnsupportedStepException(string place, string stepType)
    : CaseException(place, $"the step type '{stepType}' is not supported")
{
    public string StepType { get; } = stepType;
}
