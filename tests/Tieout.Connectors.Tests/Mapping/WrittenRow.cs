namespace Tieout.Connectors.Tests.Mapping;

/// <summary>Where a canonical field goes.</summary>
/// <param name="Field">By path: <c>invoice.dueDate</c>.</param>
/// <param name="There">Calls and members that change with it; each once.</param>
/// <param name="Example">The field's values with what they become.</param>
internal sealed record WrittenRow(string Field, IReadOnlyList<string> There, string Example);
