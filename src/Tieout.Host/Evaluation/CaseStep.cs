using System.Text.Json.Nodes;

namespace Tieout.Host.Evaluation;

/// <summary>Evaluates one step of a case.</summary>
/// <param name="args">The step's arguments.</param>
/// <param name="surroundings">What the case states before its first step.</param>
internal delegate JsonNode CaseStep(CaseFields args, CaseSurroundings surroundings);
