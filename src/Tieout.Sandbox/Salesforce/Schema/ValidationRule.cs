namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>Forbids to save a record when its condition is true.</summary>
/// <param name="Name">API name.</param>
/// <param name="Condition">A formula.</param>
/// <param name="Message">What the caller is told.</param>
/// <param name="Field">The field it is told at; at the whole record when none.</param>
/// <param name="ErrorCode">Of built-in rules, which have codes of their own.</param>
/// <param name="IsActive">Whether it is switched on.</param>
internal sealed record ValidationRule(
    string Name,
    string Condition,
    string Message,
    string? Field = null,
    string ErrorCode = "FIELD_CUSTOM_VALIDATION_EXCEPTION",
    bool IsActive = true
);
