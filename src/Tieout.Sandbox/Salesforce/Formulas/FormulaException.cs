using System.Diagnostics.CodeAnalysis;

namespace Tieout.Sandbox.Salesforce.Formulas;

/// <summary>A formula of an object file cannot be read or computed.</summary>
[SuppressMessage(
    "Design",
    "CA1064:Exceptions should be public",
    Justification = "It never leaves the simulator."
)]
internal sealed class FormulaException(string message) : Exception(message);
