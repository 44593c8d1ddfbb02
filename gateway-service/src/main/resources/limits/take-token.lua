-- A token bucket. KEYS[1] its name; ARGV[1] tokens per second, ARGV[2] the most it holds.
-- Answers 0 if a token was taken, else the milliseconds until there is one. Redis 6.2's commands.
local rate = tonumber(ARGV[1])
local burst = tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)

local state = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(state[1]) or burst
local passed = math.max(0, now - (tonumber(state[2]) or now))
tokens = math.min(burst, tokens + passed * rate / 1000)

local wait = 0
if tokens >= 1 then
  tokens = tokens - 1
else
  wait = math.max(1, math.ceil((1 - tokens) * 1000 / rate))
end

redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.0f', now))
-- a bucket that would be full again says nothing any more
redis.call('PEXPIRE', KEYS[1], math.ceil(burst * 1000 / rate) + 1000)
return wait
