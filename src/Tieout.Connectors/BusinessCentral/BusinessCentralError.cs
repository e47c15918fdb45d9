namespace Tieout.Connectors.BusinessCentral;

/// <summary>An error as the API words it, without the correlation id at its end.</summary>
internal sealed record BusinessCentralError(string Code, string Message)
{
    public BusinessCentralError Plain =>
        this with
        {
            Message = Message.Split("  CorrelationId:", StringSplitOptions.None)[0].Trim(),
        };

    public bool Says(string text) => Message.Contains(text, StringComparison.OrdinalIgnoreCase);
}
